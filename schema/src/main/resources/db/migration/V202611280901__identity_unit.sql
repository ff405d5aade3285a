-- The tenant's own lists that people and tickets belong to: organisation units and locations, each a tree.
create table identity.unit (
    tenant_id integer not null,
    id        uuid    not null,
    kind      text    not null check (kind in ('organisation_unit', 'location')),
    parent_id uuid,
    name      text    not null check (length(name) between 1 and 100),
    active    boolean not null default true,
    version   integer not null default 1,
    primary key (tenant_id, id),
    foreign key (tenant_id, parent_id) references identity.unit
);
create unique index unit_name on identity.unit (tenant_id, kind, parent_id, name) nulls not distinct;
call platform.protect('identity.unit');
