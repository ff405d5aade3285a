create schema assignment;
grant usage on schema assignment to ${app};

-- Who gets new tickets of a desk: the first active rule, by position, that a ticket meets.
create table assignment.rule (
    tenant_id integer     not null,
    id        uuid        not null,
    desk_id   uuid        not null,
    position  integer     not null,
    name      text        not null check (length(name) between 1 and 100),
    type_id   uuid,
    query     text        not null default '' check (length(query) <= 2000),
    team_id   uuid,
    strategy  text        not null check (strategy in ('none', 'round_robin', 'least_loaded', 'by_skill')),
    skills    text[]      not null default '{}',
    active    boolean     not null default true,
    -- Whose turn it was last; changed by every ticket, so not a part of the version.
    last_id   uuid,
    created   timestamptz not null,
    version   integer     not null default 1,
    primary key (tenant_id, id),
    foreign key (tenant_id, desk_id) references identity.desk,
    foreign key (tenant_id, type_id) references ticket.ticket_type,
    foreign key (tenant_id, team_id) references identity.team,
    unique (tenant_id, desk_id, name)
);
create index rule_desk on assignment.rule (tenant_id, desk_id, position, id);
call platform.protect('assignment.rule');

-- What a person can do and how many open tickets they take at once; who has no row has the defaults.
create table assignment.capacity (
    tenant_id integer not null,
    person_id uuid    not null,
    most      integer not null check (most between 0 and 1000),
    skills    text[]  not null default '{}',
    version   integer not null default 1,
    primary key (tenant_id, person_id),
    foreign key (tenant_id, person_id) references identity.person
);
call platform.protect('assignment.capacity');

create table assignment.absence (
    tenant_id integer     not null,
    id        uuid        not null,
    person_id uuid        not null,
    first     date        not null,
    last      date        not null,
    reason    text        not null default '' check (length(reason) <= 200),
    created   timestamptz not null,
    primary key (tenant_id, id),
    foreign key (tenant_id, person_id) references identity.person,
    check (last >= first)
);
create index absence_person on assignment.absence (tenant_id, person_id, last);
call platform.protect('assignment.absence');
