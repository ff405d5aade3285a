-- The append-only record of everything that happened to anything.
-- xid stands before seq on purpose: columns are filled in order, so a transaction has its id before it draws a
-- number, and "every transaction that was running when number n was the last one has ended" means "all up to n is seen".
create sequence journal.entry_seq;
grant usage, select on sequence journal.entry_seq to ${app};

create table journal.entry (
    xid          xid8        not null default pg_current_xact_id(),
    seq          bigint      not null default nextval('journal.entry_seq'),
    tenant_id    integer     not null,
    id           uuid        not null,
    at           timestamptz not null,
    actor_kind   text        not null check (actor_kind in ('person', 'rule', 'integration', 'system')),
    actor_id     uuid,
    subject_kind text        not null,
    subject_id   uuid        not null,
    desk_id      uuid,
    kind         text        not null,
    audience     text        not null check (audience in ('public', 'internal')),
    body         text,
    folded       text,
    data         jsonb       not null default '{}',
    cause        jsonb,
    correlation  text,
    primary key (tenant_id, seq)
);
create index entry_subject on journal.entry (tenant_id, subject_id, seq);
call platform.protect('journal.entry', 'select, insert');

create table journal.cursor (
    tenant_id integer not null,
    consumer  text    not null,
    seq       bigint  not null,
    primary key (tenant_id, consumer)
);
call platform.protect('journal.cursor');
