-- Systems that tell us what happens, each at a secret address of its own.
create table integration.source (
    tenant_id      integer     not null,
    id             uuid        not null,
    desk_id        uuid        not null,
    type_id        uuid        not null,
    requester_id   uuid        not null,
    team_id        uuid,
    name           text        not null check (length(name) between 1 and 100),
    kind           text        not null check (kind in ('alertmanager', 'grafana', 'cloudevents', 'json')),
    active         boolean     not null,
    token_hash     bytea       not null check (length(token_hash) = 32),
    -- The keys that a sender may have to prove, sealed: {"bearer","hmac"}.
    sealed         text        not null,
    hmac_header    text check (length(hmac_header) between 1 and 100),
    mapping        jsonb       not null,
    reopen_minutes integer     not null check (reopen_minutes between 0 and 100000),
    resolves       boolean     not null,
    per_minute     integer     not null check (per_minute between 1 and 10000),
    created        timestamptz not null,
    last_at        timestamptz,
    version        integer     not null default 1,
    primary key (tenant_id, id),
    foreign key (tenant_id, desk_id) references identity.desk,
    foreign key (tenant_id, requester_id) references identity.person
);
create unique index source_token on integration.source (tenant_id, token_hash);
create index source_desk on integration.source (tenant_id, desk_id);
call platform.protect('integration.source');

-- What came, as it came; worked on afterwards, in its order.
create table integration.received_hook (
    tenant_id integer     not null,
    id        uuid        not null,
    source_id uuid        not null,
    at        timestamptz not null,
    -- What the sender says makes it one thing, so that a repeat is known.
    once      text check (length(once) <= 300),
    headers   jsonb       not null,
    body      bytea       not null check (length(body) <= 1048576),
    state     text        not null check (state in ('waiting', 'done', 'ignored', 'failed')),
    attempts  integer     not null default 0,
    next_at   timestamptz,
    error     text check (length(error) <= 1000),
    -- What came of it: [{"key","event","did","ticket","number"}].
    outcome   jsonb       not null default '[]',
    primary key (tenant_id, id),
    foreign key (tenant_id, source_id) references integration.source on delete cascade,
    check ((state = 'waiting') = (next_at is not null))
);
create unique index received_hook_once on integration.received_hook (tenant_id, source_id, once) where once is not null;
create index received_hook_source on integration.received_hook (tenant_id, source_id, id desc);
create index received_hook_waiting on integration.received_hook (tenant_id, source_id, id) where state = 'waiting';
call platform.protect('integration.received_hook');

-- One row for a source and a key, whose lock makes deliveries at the same moment wait for one another.
create table integration.alert (
    tenant_id integer     not null,
    source_id uuid        not null,
    key       text        not null check (length(key) between 1 and 300),
    ticket_id uuid,
    firing    boolean     not null,
    times     integer     not null,
    said      bytea,
    began     timestamptz not null,
    last_at   timestamptz not null,
    primary key (tenant_id, source_id, key),
    foreign key (tenant_id, source_id) references integration.source on delete cascade
);
create index alert_ticket on integration.alert (tenant_id, ticket_id) where ticket_id is not null;
call platform.protect('integration.alert');
