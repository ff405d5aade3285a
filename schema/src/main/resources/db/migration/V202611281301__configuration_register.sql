create schema configuration;
grant usage on schema configuration to ${app};

-- What kinds of things are registered. Those of a class that is a service are offered as services.
create table configuration.ci_class (
    tenant_id integer not null,
    id        uuid    not null,
    key       text    not null check (key ~ '^[a-z][a-z0-9_]{0,39}$'),
    name      text    not null check (length(name) between 1 and 100),
    service   boolean not null default false,
    active    boolean not null default true,
    position  integer not null,
    version   integer not null default 1,
    primary key (tenant_id, id),
    unique (tenant_id, key),
    unique (tenant_id, name)
);
call platform.protect('configuration.ci_class');

create table configuration.ci (
    tenant_id   integer     not null,
    id          uuid        not null,
    class_id    uuid        not null,
    name        text        not null check (length(name) between 1 and 200),
    status      text        not null check (status in ('planned', 'in_use', 'in_repair', 'retired')),
    owner_id    uuid,
    location_id uuid,
    description text        not null default '',
    external_id text check (length(external_id) between 1 and 200),
    created     timestamptz not null,
    updated     timestamptz not null,
    version     integer     not null default 1,
    primary key (tenant_id, id),
    foreign key (tenant_id, class_id) references configuration.ci_class,
    foreign key (tenant_id, owner_id) references identity.person,
    foreign key (tenant_id, location_id) references identity.unit
);
create index ci_name on configuration.ci (tenant_id, lower(name), id);
create index ci_class_name on configuration.ci (tenant_id, class_id, lower(name), id);
create index ci_owner on configuration.ci (tenant_id, owner_id) where owner_id is not null;
create index ci_location on configuration.ci (tenant_id, location_id) where location_id is not null;
create unique index ci_external on configuration.ci (tenant_id, external_id) where external_id is not null;
create index ci_trigram on configuration.ci using gin ((lower(name || ' ' || coalesce(external_id, ''))) ext.gin_trgm_ops);
call platform.protect('configuration.ci');

-- How CIs hang together: from depends on to, is part of it, runs on it; who is connected to whom stands once, the
-- smaller id first.
create table configuration.relationship (
    tenant_id integer     not null,
    id        uuid        not null,
    from_id   uuid        not null,
    kind      text        not null check (kind in ('depends_on', 'part_of', 'runs_on', 'connected_to')),
    to_id     uuid        not null,
    created   timestamptz not null,
    primary key (tenant_id, id),
    foreign key (tenant_id, from_id) references configuration.ci on delete cascade,
    foreign key (tenant_id, to_id) references configuration.ci on delete cascade,
    unique (tenant_id, from_id, kind, to_id),
    check (from_id <> to_id)
);
create index relationship_to on configuration.relationship (tenant_id, to_id);
call platform.protect('configuration.relationship');

-- Which tickets name a CI in one of their fields, kept in the transaction that changes the ticket.
create table configuration.ticket_ci (
    tenant_id integer not null,
    ci_id     uuid    not null,
    ticket_id uuid    not null,
    primary key (tenant_id, ci_id, ticket_id),
    foreign key (tenant_id, ci_id) references configuration.ci,
    foreign key (tenant_id, ticket_id) references ticket.ticket on delete cascade
);
create index ticket_ci_ticket on configuration.ticket_ci (tenant_id, ticket_id);
call platform.protect('configuration.ticket_ci');
