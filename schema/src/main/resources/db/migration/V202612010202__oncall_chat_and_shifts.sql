-- A page may be acknowledged by a link in a chat.
alter table oncall.page drop constraint page_acknowledged_via_check;
alter table oncall.page add constraint page_acknowledged_via_check check (acknowledged_via in ('app', 'link', 'chat'));

-- That somebody was told of a shift of theirs: shortly before it begins, and when it does.
create table oncall.shift_told (
    tenant_id   integer     not null,
    schedule_id uuid        not null,
    person_id   uuid        not null,
    begins      timestamptz not null,
    stage       text        not null check (stage in ('soon', 'begun')),
    primary key (tenant_id, schedule_id, person_id, begins, stage),
    foreign key (tenant_id, schedule_id) references oncall.schedule on delete cascade,
    foreign key (tenant_id, person_id) references identity.person
);
create index shift_told_begins on oncall.shift_told (tenant_id, begins);
call platform.protect('oncall.shift_told');
