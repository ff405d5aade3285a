create schema automation;
grant usage on schema automation to ${app};

-- A rule as it is now. What it was before is in automation.version, and every run names the version that it follows.
create table automation.rule (
    tenant_id    integer     not null,
    id           uuid        not null,
    desk_id      uuid        not null,
    position     integer     not null,
    name         text        not null check (length(name) between 1 and 200),
    description  text        not null default '' check (length(description) <= 2000),
    active       boolean     not null,
    stop         boolean     not null,
    trigger      jsonb       not null,
    condition    text        not null default '' check (length(condition) <= 2000),
    actions      jsonb       not null,
    owner_id     uuid,
    created      timestamptz not null,
    changed      timestamptz not null,
    -- Why the program switched it off itself.
    stopped      text check (length(stopped) <= 500),
    -- Of a schedule: the time that comes next.
    next_at      timestamptz,
    -- Of a time since something: up to where moments were looked at.
    scanned      timestamptz,
    version      integer     not null default 1,
    primary key (tenant_id, id),
    foreign key (tenant_id, desk_id) references identity.desk,
    foreign key (tenant_id, owner_id) references identity.person
);
create unique index rule_name on automation.rule (tenant_id, desk_id, lower(name));
create index rule_desk on automation.rule (tenant_id, desk_id, position, id);
create index rule_next on automation.rule (tenant_id, next_at) where next_at is not null;
call platform.protect('automation.rule');

-- Written once; stays when the rule is deleted, since runs name it.
create table automation.version (
    tenant_id integer     not null,
    rule_id   uuid        not null,
    number    integer     not null,
    content   jsonb       not null,
    at        timestamptz not null,
    by_id     uuid,
    by_name   text        not null,
    primary key (tenant_id, rule_id, number)
);
call platform.protect('automation.version', 'select, insert');

-- Changes with every rule of the tenant, so that every node notices.
create table automation.edition (
    tenant_id integer not null,
    number    bigint  not null,
    primary key (tenant_id)
);
call platform.protect('automation.edition');

-- A rule at work on a ticket. While due is set, somebody has to go on with it then.
create table automation.run (
    tenant_id   integer     not null,
    id          uuid        not null,
    rule_id     uuid        not null,
    rule_name   text        not null,
    version     integer     not null,
    position    integer     not null,
    desk_id     uuid        not null,
    ticket_id   uuid        not null,
    event       jsonb       not null,
    -- What made it one run: an entry of the journal, a moment, a time of a schedule, a step of another run.
    once        text        not null check (length(once) between 1 and 200),
    depth       integer     not null check (depth >= 0),
    state       text        not null check (state in ('running', 'waiting', 'done', 'failed', 'skipped', 'undone', 'stopped')),
    due         timestamptz,
    started     timestamptz not null,
    ended       timestamptz,
    conditions  jsonb       not null,
    -- What is still to be done, the next last.
    stack       jsonb       not null,
    -- Whether later rules of the desk had their turn for the same event.
    passed      boolean     not null,
    steps       integer     not null default 0,
    attempts    integer     not null default 0,
    error       text check (length(error) <= 1000),
    primary key (tenant_id, id),
    foreign key (tenant_id, ticket_id) references ticket.ticket,
    foreign key (tenant_id, desk_id) references identity.desk,
    unique (tenant_id, rule_id, ticket_id, once)
);
create index run_due on automation.run (tenant_id, due, id) where due is not null;
create index run_desk on automation.run (tenant_id, desk_id, id desc);
create index run_rule on automation.run (tenant_id, rule_id, id desc);
create index run_rule_started on automation.run (tenant_id, rule_id, started);
create index run_ticket on automation.run (tenant_id, ticket_id, id desc);
call platform.protect('automation.run');

-- One action of a run, done or tried.
create table automation.step (
    tenant_id integer     not null,
    run_id    uuid        not null,
    number    integer     not null,
    id        uuid        not null,
    path      text        not null check (length(path) <= 200),
    kind      text        not null check (length(kind) <= 40),
    ticket_id uuid        not null,
    state     text        not null check (state in ('done', 'failed', 'retrying')),
    said      text        not null default '' check (length(said) <= 1000),
    data      jsonb       not null,
    attempts  integer     not null,
    error     text check (length(error) <= 1000),
    at        timestamptz not null,
    primary key (tenant_id, run_id, number),
    foreign key (tenant_id, run_id) references automation.run
);
call platform.protect('automation.step');

-- Which entries of a ticket's journal a run wrote.
create table automation.effect (
    tenant_id integer not null,
    ticket_id uuid    not null,
    seq       bigint  not null,
    run_id    uuid    not null,
    primary key (tenant_id, ticket_id, seq)
);
create index effect_run on automation.effect (tenant_id, run_id);
call platform.protect('automation.effect', 'select, insert');

-- When something public was last written on a ticket.
create table automation.replied (
    tenant_id integer     not null,
    ticket_id uuid        not null,
    desk_id   uuid        not null,
    at        timestamptz not null,
    primary key (tenant_id, ticket_id)
);
create index replied_at on automation.replied (tenant_id, desk_id, at);
call platform.protect('automation.replied');

-- Whose turn it was last where an action gives tickets in turns.
create table automation.turn (
    tenant_id integer not null,
    rule_id   uuid    not null,
    path      text    not null check (length(path) <= 200),
    person_id uuid    not null,
    primary key (tenant_id, rule_id, path)
);
call platform.protect('automation.turn');
