create table integration.import_job (
    tenant_id   integer     not null,
    id          uuid        not null,
    name        text        not null,
    size        bigint      not null,
    sha256      bytea       not null,
    created_by  uuid        not null,
    state       text        not null
        check (state in ('uploaded', 'checking', 'checked', 'running', 'done', 'failed', 'cancelled')),
    preview     jsonb       not null,
    mapping     jsonb,
    rows        bigint,
    rows_staged bigint      not null default 0,
    rows_done   bigint      not null default 0,
    last_key    text,
    tickets     bigint      not null default 0,
    entries     bigint      not null default 0,
    errors      bigint      not null default 0,
    message     text,
    created     timestamptz not null,
    started     timestamptz,
    finished    timestamptz,
    primary key (tenant_id, id)
);
call platform.protect('integration.import_job');

-- Rows of a running import, staged so that all rows of one ticket are together whatever their order in the file.
create unlogged table integration.import_row (
    tenant_id integer not null,
    job_id    uuid    not null,
    key       text    not null,
    position  text    not null,
    row       bigint  not null,
    cells     text[]  not null
);
create index import_row_key on integration.import_row (tenant_id, job_id, key, row);
call platform.protect('integration.import_row');

create table integration.import_error (
    tenant_id   integer not null,
    job_id      uuid    not null,
    row         bigint  not null,
    column_name text    not null,
    value       text,
    message     text    not null,
    primary key (tenant_id, job_id, row, column_name)
);
call platform.protect('integration.import_error');
