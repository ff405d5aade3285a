create schema outgoing;
grant usage on schema outgoing to ${app};

-- Where requests go: a receiver of webhooks, a chat channel, a gateway, a browser. What is secret of it (addresses of chats,
-- keys, headers) is sealed with the installation's secret.
create table outgoing.endpoint (
    tenant_id integer     not null,
    id        uuid        not null,
    kind      text        not null check (kind in ('webhook', 'http', 'chat', 'sms', 'push')),
    -- Null: the whole organisation's.
    desk_id   uuid,
    name      text        not null check (length(name) between 1 and 200),
    owner_id  uuid,
    settings  jsonb       not null,
    sealed    text        not null,
    active    boolean     not null,
    created   timestamptz not null,
    -- Since when nothing arrived any more; null while it does.
    failing   timestamptz,
    failures  integer     not null default 0,
    -- Why Steward switched it off itself.
    off_why   text check (length(off_why) <= 500),
    version   integer     not null default 1,
    primary key (tenant_id, id),
    foreign key (tenant_id, desk_id) references identity.desk,
    foreign key (tenant_id, owner_id) references identity.person
);
create index endpoint_kind on outgoing.endpoint (tenant_id, kind, id);
create index endpoint_owner on outgoing.endpoint (tenant_id, owner_id, kind) where owner_id is not null;
create unique index endpoint_one_gateway on outgoing.endpoint (tenant_id) where kind = 'sms';
call platform.protect('outgoing.endpoint');

-- The durable queue. A request keeps its id at every attempt, so that a receiver knows a repeat.
create table outgoing.request (
    tenant_id   integer     not null,
    id          uuid        not null,
    endpoint_id uuid,
    kind        text        not null check (length(kind) between 1 and 20),
    -- What is delivered one beside the other: an endpoint's id, or a host. A lane that is dead holds up no other.
    lane        text        not null check (length(lane) between 1 and 300),
    event       text        not null check (length(event) between 1 and 100),
    subject_id  uuid,
    -- Where it goes and what its header says, for requests without an endpoint; secret headers are sealed.
    target      jsonb,
    sealed      text,
    body        text        not null check (length(body) <= 300000),
    state       text        not null check (state in ('waiting', 'sent', 'dead', 'dropped')),
    created     timestamptz not null,
    attempts    integer     not null default 0,
    next_at     timestamptz,
    settled     timestamptz,
    -- What came back at the last attempt.
    status      integer,
    answer      text check (length(answer) <= 2100),
    error       text check (length(error) <= 500),
    -- Of each attempt: {"at","ms","status","error"}.
    tries       jsonb       not null default '[]',
    primary key (tenant_id, id),
    check ((state = 'waiting') = (next_at is not null)),
    check ((state = 'waiting') = (settled is null))
);
create index request_due on outgoing.request (tenant_id, lane, next_at) where state = 'waiting';
create index request_endpoint on outgoing.request (tenant_id, endpoint_id, created desc, id desc) where endpoint_id is not null;
create index request_dead on outgoing.request (tenant_id, created desc, id desc) where state = 'dead';
create index request_list on outgoing.request (tenant_id, created desc, id desc);
create index request_settled on outgoing.request (tenant_id, settled) where state <> 'waiting';
call platform.protect('outgoing.request');
