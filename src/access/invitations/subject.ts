/** The subject of an invitation's one-time link. */
const SUBJECT = "invitation-";

export function subjectOf(invitation: string): string {
  return `${SUBJECT}${invitation}`;
}

/** The invitation that a link's subject names; undefined for a link of another kind. */
export function invitationOfSubject(subject: string | undefined): string | undefined {
  return subject?.startsWith(SUBJECT) ? subject.slice(SUBJECT.length) : undefined;
}
