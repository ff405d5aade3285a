-- Where a person belongs and where they are.
alter table identity.person
    add column unit_id     uuid,
    add column location_id uuid,
    add foreign key (tenant_id, unit_id) references identity.unit,
    add foreign key (tenant_id, location_id) references identity.unit;
create index person_unit on identity.person (tenant_id, unit_id) where unit_id is not null;
create index person_location on identity.person (tenant_id, location_id) where location_id is not null;
create index unit_parent on identity.unit (tenant_id, parent_id) where parent_id is not null;
