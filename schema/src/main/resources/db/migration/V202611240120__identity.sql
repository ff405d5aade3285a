-- The one table that is not a tenant's: the tenants themselves.
create table identity.tenant (
    id        integer generated always as identity primary key,
    name      text        not null check (length(name) between 1 and 200),
    time_zone text        not null,
    locale    text        not null,
    created   timestamptz not null,
    version   integer     not null default 1
);
grant select, insert, update on identity.tenant to ${app};

create table identity.person (
    tenant_id     integer     not null references identity.tenant,
    id            uuid        not null,
    name          text        not null check (length(name) between 1 and 200),
    email         text        not null check (length(email) <= 254),
    email_key     text        not null,
    password_hash text,
    active        boolean     not null default true,
    admin         boolean     not null default false,
    locale        text,
    time_zone     text,
    created       timestamptz not null,
    version       integer     not null default 1,
    primary key (tenant_id, id)
);
create unique index person_email on identity.person (tenant_id, email_key);
create index person_name on identity.person (tenant_id, lower(name), id);
create index person_trigram on identity.person using gin ((lower(name || ' ' || email)) ext.gin_trgm_ops);
call platform.protect('identity.person');

create table identity.desk (
    tenant_id integer     not null references identity.tenant,
    id        uuid        not null,
    key       text        not null check (key ~ '^[a-z][a-z0-9-]{0,29}$'),
    name      text        not null check (length(name) between 1 and 100),
    template  text        not null,
    created   timestamptz not null,
    version   integer     not null default 1,
    primary key (tenant_id, id),
    unique (tenant_id, key)
);
call platform.protect('identity.desk');

create table identity.desk_role (
    tenant_id integer not null,
    person_id uuid    not null,
    desk_id   uuid    not null,
    role      text    not null check (role in ('agent', 'manager')),
    primary key (tenant_id, person_id, desk_id),
    foreign key (tenant_id, person_id) references identity.person,
    foreign key (tenant_id, desk_id) references identity.desk
);
create index desk_role_desk on identity.desk_role (tenant_id, desk_id);
call platform.protect('identity.desk_role');

create table identity.team (
    tenant_id integer     not null,
    id        uuid        not null,
    desk_id   uuid        not null,
    name      text        not null check (length(name) between 1 and 100),
    created   timestamptz not null,
    version   integer     not null default 1,
    primary key (tenant_id, id),
    foreign key (tenant_id, desk_id) references identity.desk,
    unique (tenant_id, desk_id, name)
);
call platform.protect('identity.team');

create table identity.team_member (
    tenant_id integer not null,
    team_id   uuid    not null,
    person_id uuid    not null,
    primary key (tenant_id, team_id, person_id),
    foreign key (tenant_id, team_id) references identity.team,
    foreign key (tenant_id, person_id) references identity.person
);
create index team_member_person on identity.team_member (tenant_id, person_id);
call platform.protect('identity.team_member');

create table identity.session (
    tenant_id integer     not null,
    hash      bytea       not null,
    person_id uuid        not null,
    created   timestamptz not null,
    seen      timestamptz not null,
    expires   timestamptz not null,
    primary key (tenant_id, hash),
    foreign key (tenant_id, person_id) references identity.person
);
create index session_person on identity.session (tenant_id, person_id);
call platform.protect('identity.session');

create table identity.api_token (
    tenant_id integer     not null,
    id        uuid        not null,
    hash      bytea       not null,
    name      text        not null check (length(name) between 1 and 100),
    person_id uuid        not null,
    created   timestamptz not null,
    last_used timestamptz,
    primary key (tenant_id, id),
    unique (tenant_id, hash),
    foreign key (tenant_id, person_id) references identity.person
);
call platform.protect('identity.api_token');

create table identity.one_time_token (
    tenant_id integer     not null,
    hash      bytea       not null,
    person_id uuid        not null,
    purpose   text        not null,
    expires   timestamptz not null,
    primary key (tenant_id, hash),
    foreign key (tenant_id, person_id) references identity.person
);
create index one_time_token_person on identity.one_time_token (tenant_id, person_id);
call platform.protect('identity.one_time_token');

-- Failed sign-ins by account and by source, for the lock-out. Keys are hashes, not addresses.
create table identity.sign_in_failure (
    tenant_id integer     not null,
    key       bytea       not null,
    count     integer     not null,
    last      timestamptz not null,
    primary key (tenant_id, key)
);
call platform.protect('identity.sign_in_failure');
