create schema sla;
grant usage on schema sla to ${app};

create table sla.calendar (
    tenant_id integer     not null,
    id        uuid        not null,
    desk_id   uuid        not null,
    name      text        not null check (length(name) between 1 and 100),
    zone      text        not null check (length(zone) between 1 and 100),
    hours     jsonb       not null,
    created   timestamptz not null,
    version   integer     not null default 1,
    primary key (tenant_id, id),
    foreign key (tenant_id, desk_id) references identity.desk,
    unique (tenant_id, desk_id, name)
);
call platform.protect('sla.calendar');

create table sla.policy (
    tenant_id integer     not null,
    id        uuid        not null,
    desk_id   uuid        not null,
    position  integer     not null,
    name      text        not null check (length(name) between 1 and 100),
    active    boolean     not null,
    terms     jsonb       not null,
    created   timestamptz not null,
    version   integer     not null default 1,
    primary key (tenant_id, id),
    foreign key (tenant_id, desk_id) references identity.desk,
    unique (tenant_id, desk_id, name)
);
create index policy_desk on sla.policy (tenant_id, desk_id, position, id);
call platform.protect('sla.policy');

-- All that a desk promised at one time; written once. A clock names the book that it follows, so that it can be replayed.
create table sla.book (
    tenant_id integer     not null,
    desk_id   uuid        not null,
    number    integer     not null,
    pages     jsonb       not null,
    created   timestamptz not null,
    primary key (tenant_id, desk_id, number),
    foreign key (tenant_id, desk_id) references identity.desk
);
call platform.protect('sla.book', 'select, insert');

-- One running promise on one ticket, as it was after the last thing that happened to the ticket.
create table sla.clock (
    tenant_id   integer     not null,
    ticket_id   uuid        not null,
    key         text        not null check (length(key) between 1 and 100),
    desk_id     uuid        not null,
    book        integer     not null,
    policy_id   uuid,
    kind        text        not null,
    name        text        not null,
    -- What happened to the ticket before has no say.
    begun       timestamptz not null,
    phase       text        not null check (phase in ('waiting', 'running', 'paused', 'done', 'cancelled')),
    since       timestamptz not null,
    -- In microseconds, as the target.
    elapsed     bigint      not null check (elapsed >= 0),
    target      bigint      check (target > 0),
    due         timestamptz,
    -- The highest percentage that it came to, and the highest for which all that belongs to it was done.
    reached     integer     not null default 0,
    fired       integer     not null default 0,
    next_at     timestamptz,
    started     timestamptz,
    stopped     timestamptz,
    why         text        not null,
    why_text    text,
    missed_at   timestamptz,
    missed_book integer,
    excused_at  timestamptz,
    excused_by  uuid,
    excuse      text        check (length(excuse) between 1 and 1000),
    primary key (tenant_id, ticket_id, key),
    foreign key (tenant_id, ticket_id) references ticket.ticket,
    check (excused_at is null or missed_at is not null)
) with (fillfactor = 80);
-- What the next look has to do: nothing of what is paused or done is in it.
create index clock_next on sla.clock (tenant_id, next_at) where next_at is not null;
create index clock_due on sla.clock (tenant_id, desk_id, due) where due is not null;
call platform.protect('sla.clock');

-- What is still to be done because a clock came to a percentage; the row goes in the transaction that does it.
create table sla.escalation (
    tenant_id integer     not null,
    id        uuid        not null,
    ticket_id uuid        not null,
    key       text        not null,
    policy    text        not null,
    percent   integer     not null,
    actions   jsonb       not null,
    due       timestamptz not null,
    primary key (tenant_id, id)
);
call platform.protect('sla.escalation');

-- Clocks of a whole desk counted anew, or only checked; goes on where it stopped.
create table sla.recalculation (
    tenant_id  integer     not null,
    id         uuid        not null,
    desk_id    uuid        not null,
    kind       text        not null check (kind in ('apply', 'check')),
    since      timestamptz,
    book       integer     not null,
    state      text        not null check (state in ('running', 'done', 'stopped')),
    cursor     uuid,
    tickets    integer     not null default 0,
    clocks     integer     not null default 0,
    changed    integer     not null default 0,
    missed     integer     not null default 0,
    examples   jsonb       not null default '[]',
    by_id      uuid,
    created    timestamptz not null,
    finished   timestamptz,
    primary key (tenant_id, id),
    foreign key (tenant_id, desk_id) references identity.desk
);
create index recalculation_desk on sla.recalculation (tenant_id, desk_id, created desc);
create index recalculation_running on sla.recalculation (tenant_id, id) where state = 'running';
call platform.protect('sla.recalculation');
