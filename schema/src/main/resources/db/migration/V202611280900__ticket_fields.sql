-- Custom fields, parents, who changed what, and time in each status.
alter table ticket.ticket
    add column fields         jsonb not null default '{}',
    add column parent_id      uuid,
    add column created_by     uuid,
    add column changed_by     uuid,
    add column status_since   timestamptz,
    add column status_minutes jsonb not null default '{}',
    add column confidential   boolean not null default false,
    add foreign key (tenant_id, parent_id) references ticket.ticket;
update ticket.ticket set status_since = updated;
alter table ticket.ticket alter column status_since set not null;
create index ticket_parent on ticket.ticket (tenant_id, parent_id) where parent_id is not null;

-- Values of fields marked as indexed or unique. Row security lets only leakproof operators into index conditions, and
-- those of jsonb are not; plain columns are.
create table ticket.field_value (
    tenant_id integer not null,
    field_id  uuid    not null,
    ticket_id uuid    not null,
    position  integer not null default 0,
    word      text,
    number    double precision,
    at        timestamptz,
    sole      boolean not null default false,
    primary key (tenant_id, ticket_id, field_id, position),
    foreign key (tenant_id, ticket_id) references ticket.ticket on delete cascade
);
create index field_value_word on ticket.field_value (tenant_id, field_id, word, ticket_id) where word is not null;
create index field_value_number on ticket.field_value (tenant_id, field_id, number, ticket_id) where number is not null;
create index field_value_at on ticket.field_value (tenant_id, field_id, at, ticket_id) where at is not null;
create unique index field_value_sole on ticket.field_value (tenant_id, field_id, word) where sole;
call platform.protect('ticket.field_value');

alter table ticket.ticket_type
    add column active       boolean not null default true,
    add column icon         text check (length(icon) between 1 and 40),
    add column colour       text check (colour ~ '^#[0-9a-f]{6}$');

-- A transition was a pair of statuses; now it is a thing of its own, one for each status it leads to.
update ticket.ticket_type t set definition = t.definition || jsonb_build_object('transitions', coalesce((
    select jsonb_agg(jsonb_build_object('key', x.status, 'name', s.value ->> 'name', 'from', x.sources, 'to', x.status) order by s.ordinality)
    from (
        select target.value as status, jsonb_agg(source.key order by source.key) as sources
        from jsonb_each(t.definition -> 'transitions') source, jsonb_array_elements_text(source.value) target
        group by target.value) x
    join lateral jsonb_array_elements(t.definition -> 'statuses') with ordinality s on s.value ->> 'key' = x.status
), '[]'))
where jsonb_typeof(t.definition -> 'transitions') = 'object';

-- What a type is to become, while somebody works on it.
create table ticket.type_draft (
    tenant_id  integer     not null,
    type_id    uuid        not null,
    definition jsonb       not null,
    changed    timestamptz not null,
    changed_by uuid,
    version    integer     not null default 1,
    primary key (tenant_id, type_id),
    foreign key (tenant_id, type_id) references ticket.ticket_type on delete cascade
);
call platform.protect('ticket.type_draft');

-- What a type was, to look at and to go back to.
create table ticket.type_version (
    tenant_id  integer     not null,
    type_id    uuid        not null,
    version    integer     not null,
    definition jsonb       not null,
    at         timestamptz not null,
    by         uuid,
    primary key (tenant_id, type_id, version),
    foreign key (tenant_id, type_id) references ticket.ticket_type on delete cascade
);
call platform.protect('ticket.type_version');
