-- Saved views of tickets. A queue is one that a desk works from; what were queues become that.
create schema view;
grant usage on schema view to ${app};

create table view.view (
    tenant_id integer not null,
    id        uuid    not null,
    desk_id   uuid,
    owner_id  uuid,
    name      text    not null check (length(name) between 1 and 100),
    query     text    not null check (length(query) <= 2000),
    ordering  text    not null check (length(ordering) <= 200),
    layout    text    not null check (layout in ('table', 'board', 'calendar', 'timeline')),
    queue     boolean not null,
    shared    boolean not null,
    position  integer not null,
    config    jsonb   not null,
    version   integer not null default 1,
    primary key (tenant_id, id),
    foreign key (tenant_id, desk_id) references identity.desk,
    foreign key (tenant_id, owner_id) references identity.person,
    -- A shared one is a desk's, a private one somebody's.
    check (case when shared then desk_id is not null else owner_id is not null and not queue end)
);
create index view_desk on view.view (tenant_id, desk_id, position) where shared;
create index view_owner on view.view (tenant_id, owner_id, position) where not shared;

create table view.favourite (
    tenant_id integer not null,
    person_id uuid    not null,
    view_id   uuid    not null,
    primary key (tenant_id, person_id, view_id),
    foreign key (tenant_id, person_id) references identity.person,
    foreign key (tenant_id, view_id) references view.view on delete cascade
);
create index favourite_view on view.favourite (tenant_id, view_id);

-- The wall holds for the owner of the table too; all tenants' rows are to be moved.
alter table ticket.queue no force row level security;
insert into view.view (tenant_id, id, desk_id, owner_id, name, query, ordering, layout, queue, shared, position, config, version)
select tenant_id, id, desk_id, null, name, query, ordering, 'table', true, true, position, '{}', version
from ticket.queue;
drop table ticket.queue;

call platform.protect('view.view');
call platform.protect('view.favourite');
