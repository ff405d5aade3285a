create schema oncall;
grant usage on schema oncall to ${app};

-- Who is on call when: layers of rotations, of which later ones win. Read whole and written whole, so kept as one.
create table oncall.schedule (
    tenant_id integer     not null,
    id        uuid        not null,
    desk_id   uuid        not null,
    name      text        not null check (length(name) between 1 and 100),
    zone      text        not null check (length(zone) between 1 and 60),
    layers    jsonb       not null,
    created   timestamptz not null,
    version   integer     not null default 1,
    primary key (tenant_id, id),
    foreign key (tenant_id, desk_id) references identity.desk,
    unique (tenant_id, desk_id, name)
);
call platform.protect('oncall.schedule');

-- An override: somebody takes a schedule over, from a moment to another. The one that was made last wins.
create table oncall.cover (
    tenant_id   integer     not null,
    id          uuid        not null,
    schedule_id uuid        not null,
    person_id   uuid        not null,
    begins      timestamptz not null,
    ends        timestamptz not null,
    created     timestamptz not null,
    created_by  uuid,
    primary key (tenant_id, id),
    foreign key (tenant_id, schedule_id) references oncall.schedule on delete cascade,
    foreign key (tenant_id, person_id) references identity.person,
    foreign key (tenant_id, created_by) references identity.person,
    check (ends > begins)
);
create index cover_schedule on oncall.cover (tenant_id, schedule_id, ends);
call platform.protect('oncall.cover');

-- Whom to call, one step after another.
create table oncall.chain (
    tenant_id integer     not null,
    id        uuid        not null,
    desk_id   uuid        not null,
    name      text        not null check (length(name) between 1 and 100),
    steps     jsonb       not null,
    repeats   integer     not null check (repeats between 0 and 9),
    created   timestamptz not null,
    version   integer     not null default 1,
    primary key (tenant_id, id),
    foreign key (tenant_id, desk_id) references identity.desk,
    unique (tenant_id, desk_id, name)
);
call platform.protect('oncall.chain');

-- A running call about a ticket. What the chain was when it began (the steps) stays as it was; a chain may be gone meanwhile.
create table oncall.page (
    tenant_id    integer     not null,
    id           uuid        not null,
    ticket_id    uuid        not null,
    desk_id      uuid        not null,
    chain_id     uuid        not null,
    chain_name   text        not null check (length(chain_name) between 1 and 100),
    steps        jsonb       not null,
    repeats      integer     not null check (repeats between 0 and 9),
    text         text        not null default '' check (length(text) <= 500),
    source       text        not null check (source in ('person', 'rule', 'sla')),
    state        text        not null check (state in ('triggered', 'acknowledged', 'resolved', 'exhausted')),
    -- The step that is next, and how often the chain has begun again.
    step         integer     not null default 0 check (step >= 0),
    round        integer     not null default 0 check (round >= 0),
    next_at      timestamptz,
    triggered    timestamptz not null,
    triggered_by uuid,
    acknowledged timestamptz,
    acknowledged_by uuid,
    acknowledged_via text check (acknowledged_via in ('app', 'link')),
    ended        timestamptz,
    primary key (tenant_id, id),
    foreign key (tenant_id, ticket_id) references ticket.ticket,
    foreign key (tenant_id, desk_id) references identity.desk,
    foreign key (tenant_id, triggered_by) references identity.person,
    foreign key (tenant_id, acknowledged_by) references identity.person,
    check ((state = 'triggered') = (next_at is not null)),
    check ((state in ('resolved', 'exhausted')) = (ended is not null))
);
create unique index page_standing on oncall.page (tenant_id, ticket_id, chain_id) where state in ('triggered', 'acknowledged');
create index page_due on oncall.page (tenant_id, next_at) where state = 'triggered';
create index page_ticket on oncall.page (tenant_id, ticket_id, id desc);
create index page_desk on oncall.page (tenant_id, desk_id, id desc);
call platform.protect('oncall.page');

-- Who was told at which step.
create table oncall.told (
    tenant_id integer     not null,
    page_id   uuid        not null,
    round     integer     not null,
    step      integer     not null,
    person_id uuid        not null,
    at        timestamptz not null,
    primary key (tenant_id, page_id, round, step, person_id),
    foreign key (tenant_id, page_id) references oncall.page,
    foreign key (tenant_id, person_id) references identity.person
);
call platform.protect('oncall.told', 'select, insert');

-- The secret in the address of a person's calendar; without a row there is no address.
create table oncall.feed (
    tenant_id integer     not null,
    person_id uuid        not null,
    secret    text        not null check (length(secret) between 10 and 100),
    created   timestamptz not null,
    primary key (tenant_id, person_id),
    foreign key (tenant_id, person_id) references identity.person
);
call platform.protect('oncall.feed');
