-- Sign-in: users, sessions and accounts in the form better-auth reads, and who may enter which company as what.

create table "user" (
  id text primary key,
  name text not null,
  email text not null unique,
  "emailVerified" boolean not null,
  image text,
  "createdAt" timestamptz not null default current_timestamp,
  "updatedAt" timestamptz not null default current_timestamp
);

create table session (
  id text primary key,
  "expiresAt" timestamptz not null,
  token text not null unique,
  "createdAt" timestamptz not null default current_timestamp,
  "updatedAt" timestamptz not null default current_timestamp,
  "ipAddress" text,
  "userAgent" text,
  "userId" text not null references "user" (id) on delete cascade
);
create index session_by_user on session ("userId");

create table account (
  id text primary key,
  "accountId" text not null,
  "providerId" text not null,
  "userId" text not null references "user" (id) on delete cascade,
  "accessToken" text,
  "refreshToken" text,
  "idToken" text,
  "accessTokenExpiresAt" timestamptz,
  "refreshTokenExpiresAt" timestamptz,
  scope text,
  password text,
  "createdAt" timestamptz not null default current_timestamp,
  "updatedAt" timestamptz not null default current_timestamp
);
create index account_by_user on account ("userId");

create table verification (
  id text primary key,
  identifier text not null,
  value text not null,
  "expiresAt" timestamptz not null,
  "createdAt" timestamptz not null default current_timestamp,
  "updatedAt" timestamptz not null default current_timestamp
);
create index verification_identifier on verification (identifier);

create table memberships (
  company_id bigint not null,
  user_id text not null references "user" (id) on delete cascade,
  role text not null check (role in ('administrator', 'rep')),
  participant text,
  "from" date not null default '-infinity',
  "to" date not null default 'infinity',
  change_number bigint not null default attain_change(),
  primary key (company_id, user_id, role, "from"),
  check ("from" < "to"),
  check (role <> 'rep' or participant is not null)
);
create index memberships_user on memberships (user_id);
create trigger keep_history after update or delete on memberships
  for each row execute function attain_keep_history('user_id', 'role', 'from');
