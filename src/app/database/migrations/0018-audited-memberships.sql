-- Who could see what on a day is asked by compensation administrators and finance too (`access.read`): they read the memberships, as the
-- administrators who write them do.
call attain_protect('memberships', '{compensation-administrator,finance,administrator}', '{administrator}', 'participant = (select attain_participant())', null);
