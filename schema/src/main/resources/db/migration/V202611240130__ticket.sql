create table ticket.ticket_type (
    tenant_id   integer not null,
    id          uuid    not null,
    desk_id     uuid    not null,
    key         text    not null,
    kind        text    not null,
    name        text    not null,
    prefix      text    not null check (prefix ~ '^[A-Z]{2,6}$'),
    portal      boolean not null,
    portal_name text    not null,
    portal_hint text    not null,
    definition  jsonb   not null,
    position    integer not null,
    version     integer not null default 1,
    primary key (tenant_id, id),
    unique (tenant_id, desk_id, key),
    foreign key (tenant_id, desk_id) references identity.desk
);
call platform.protect('ticket.ticket_type');

create table ticket.number_counter (
    tenant_id integer not null,
    prefix    text    not null,
    last      bigint  not null,
    primary key (tenant_id, prefix)
);
call platform.protect('ticket.number_counter');

create table ticket.category (
    tenant_id integer not null,
    id        uuid    not null,
    desk_id   uuid    not null,
    parent_id uuid,
    name      text    not null check (length(name) between 1 and 100),
    primary key (tenant_id, id),
    foreign key (tenant_id, desk_id) references identity.desk,
    foreign key (tenant_id, parent_id) references ticket.category
);
create unique index category_name on ticket.category (tenant_id, desk_id, parent_id, name) nulls not distinct;
call platform.protect('ticket.category');

create table ticket.ticket (
    tenant_id       integer     not null,
    id              uuid        not null,
    number          text        not null,
    type_id         uuid        not null,
    desk_id         uuid        not null,
    title           text        not null check (length(title) between 1 and 250),
    description     text        not null,
    status          text        not null,
    status_category text        not null
        check (status_category in ('new', 'open', 'pending', 'resolved', 'closed', 'cancelled')),
    impact          smallint    not null check (impact between 1 and 3),
    urgency         smallint    not null check (urgency between 1 and 3),
    priority        smallint    not null check (priority between 1 and 4),
    category_id     uuid,
    team_id         uuid,
    assignee_id     uuid,
    requester_id    uuid        not null,
    channel         text        not null,
    tags            text[]      not null default '{}',
    created         timestamptz not null,
    updated         timestamptz not null,
    first_replied   timestamptz,
    resolved        timestamptz,
    closed          timestamptz,
    reopen_count    integer     not null default 0,
    reassign_count  integer     not null default 0,
    agent_replies   integer     not null default 0,
    awaits_agent    boolean     not null default true,
    rating          smallint check (rating between 1 and 5),
    rating_comment  text,
    rated           timestamptz,
    external_id     text,
    version         integer     not null default 1,
    primary key (tenant_id, id),
    foreign key (tenant_id, type_id) references ticket.ticket_type,
    foreign key (tenant_id, category_id) references ticket.category,
    foreign key (tenant_id, team_id) references identity.team,
    foreign key (tenant_id, assignee_id) references identity.person,
    foreign key (tenant_id, requester_id) references identity.person
);
create unique index ticket_number on ticket.ticket (tenant_id, number);
create unique index ticket_external on ticket.ticket (tenant_id, desk_id, external_id) where external_id is not null;
create index ticket_updated on ticket.ticket (tenant_id, updated desc, id desc);
create index ticket_created on ticket.ticket (tenant_id, created desc, id desc);
create index ticket_resolved on ticket.ticket (tenant_id, resolved desc, id desc) where resolved is not null;
create index ticket_rated on ticket.ticket (tenant_id, rated desc, id desc) where rated is not null;
create index ticket_requester on ticket.ticket (tenant_id, requester_id, updated desc, id desc);
-- Open work is small whatever the table holds; queues read these.
create index ticket_open_updated on ticket.ticket (tenant_id, updated desc, id desc)
    where status_category in ('new', 'open', 'pending');
create index ticket_open_priority on ticket.ticket (tenant_id, priority, created, id)
    where status_category in ('new', 'open', 'pending');
create index ticket_open_assignee on ticket.ticket (tenant_id, assignee_id, updated desc, id desc)
    where status_category in ('new', 'open', 'pending');
create index ticket_open_team on ticket.ticket (tenant_id, team_id, updated desc, id desc)
    where status_category in ('new', 'open', 'pending');
call platform.protect('ticket.ticket');

create table ticket.watcher (
    tenant_id integer not null,
    ticket_id uuid    not null,
    person_id uuid    not null,
    primary key (tenant_id, ticket_id, person_id),
    foreign key (tenant_id, ticket_id) references ticket.ticket,
    foreign key (tenant_id, person_id) references identity.person
);
create index watcher_person on ticket.watcher (tenant_id, person_id);
call platform.protect('ticket.watcher');

create table ticket.link (
    tenant_id integer not null,
    id        uuid    not null,
    kind      text    not null check (kind in ('relates', 'duplicates', 'blocks', 'causes')),
    from_id   uuid    not null,
    to_id     uuid    not null,
    primary key (tenant_id, id),
    unique (tenant_id, from_id, to_id, kind),
    foreign key (tenant_id, from_id) references ticket.ticket,
    foreign key (tenant_id, to_id) references ticket.ticket,
    check (from_id <> to_id)
);
create index link_to on ticket.link (tenant_id, to_id);
call platform.protect('ticket.link');

create table ticket.attachment (
    tenant_id integer     not null,
    id        uuid        not null,
    ticket_id uuid        not null,
    entry_id  uuid,
    audience  text        not null check (audience in ('public', 'internal')),
    inline    boolean     not null default false,
    created   timestamptz not null,
    primary key (tenant_id, id),
    foreign key (tenant_id, ticket_id) references ticket.ticket,
    foreign key (tenant_id, id) references platform.file
);
create index attachment_ticket on ticket.attachment (tenant_id, ticket_id);
call platform.protect('ticket.attachment');

create table ticket.queue (
    tenant_id integer not null,
    id        uuid    not null,
    desk_id   uuid    not null,
    name      text    not null check (length(name) between 1 and 100),
    query     text    not null check (length(query) <= 2000),
    ordering  text    not null check (length(ordering) <= 200),
    position  integer not null,
    version   integer not null default 1,
    primary key (tenant_id, id),
    foreign key (tenant_id, desk_id) references identity.desk
);
call platform.protect('ticket.queue');
