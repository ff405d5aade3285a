-- Who leads a person: approvals follow this line.
alter table identity.person
    add column manager_id uuid,
    add foreign key (tenant_id, manager_id) references identity.person;
create index person_manager on identity.person (tenant_id, manager_id) where manager_id is not null;
