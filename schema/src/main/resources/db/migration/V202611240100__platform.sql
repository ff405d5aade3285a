-- Schemas, one per room, and the two walls every tenant table gets: a leading tenant_id and row-level security.
create schema ext;
create extension if not exists pg_trgm schema ext;
create schema platform;
create schema journal;
create schema identity;
create schema ticket;
create schema channel;
create schema analytics;
create schema integration;

grant usage on schema ext, platform, journal, identity, ticket, channel, analytics, integration to ${app};

-- Puts a table behind the tenant wall. With no tenant told to the connection, no row is seen or written.
create procedure platform.protect(target regclass, rights text default 'select, insert, update, delete')
language plpgsql as $$
begin
    execute format('alter table %s enable row level security', target);
    execute format('alter table %s force row level security', target);
    execute format(
        'create policy tenant_wall on %s using (tenant_id = nullif(current_setting(''app.tenant'', true), '''')::integer)',
        target);
    execute format('grant %s on %s to ${app}', rights, target);
end
$$;

-- Facts about the installation itself: its secret, whether it was set up. Not a tenant's.
create table platform.installation (
    name  text primary key,
    value text not null
);
grant select, insert, update on platform.installation to ${app};

-- Answers already given to a caller's Idempotency-Key.
create table platform.idempotency (
    tenant_id integer     not null,
    actor_id  uuid        not null,
    key       text        not null check (length(key) between 1 and 100),
    body_hash bytea       not null,
    status    integer     not null,
    answer    text        not null,
    created   timestamptz not null,
    primary key (tenant_id, actor_id, key)
);
create index idempotency_age on platform.idempotency (tenant_id, created);
call platform.protect('platform.idempotency');

-- Contents are kept by their SHA-256 in the data folder; a row says that a tenant has the content under a name.
create table platform.file (
    tenant_id integer     not null,
    id        uuid        not null,
    sha256    bytea       not null check (length(sha256) = 32),
    size      bigint      not null check (size >= 0),
    name      text        not null check (length(name) between 1 and 200),
    type      text        not null check (length(type) between 1 and 200),
    owner_id  uuid,
    created   timestamptz not null,
    primary key (tenant_id, id)
);
call platform.protect('platform.file');

-- The tables of the job library (db-scheduler), as its documentation defines them.
create table platform.scheduled_tasks (
    task_name            text        not null,
    task_instance        text        not null,
    task_data            bytea,
    execution_time       timestamptz not null,
    picked               boolean     not null,
    picked_by            text,
    last_success         timestamptz,
    last_failure         timestamptz,
    consecutive_failures integer,
    last_heartbeat       timestamptz,
    version              bigint      not null,
    priority             smallint,
    state                text,
    primary key (task_name, task_instance)
);
create index scheduled_tasks_due on platform.scheduled_tasks (execution_time);
create index scheduled_tasks_heartbeat on platform.scheduled_tasks (last_heartbeat);
grant select, insert, update, delete on platform.scheduled_tasks to ${app};
