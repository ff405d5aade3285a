create table task.time_entry (
    tenant_id integer     not null,
    id        uuid        not null,
    ticket_id uuid        not null,
    desk_id   uuid        not null,
    type_id   uuid        not null,
    person_id uuid        not null,
    minutes   integer     not null check (minutes between 1 and 1440),
    day       date        not null,
    note      text        not null default '',
    billable  boolean     not null default false,
    created   timestamptz not null,
    version   integer     not null default 1,
    primary key (tenant_id, id),
    foreign key (tenant_id, ticket_id) references ticket.ticket,
    foreign key (tenant_id, person_id) references identity.person
);
create index time_entry_ticket on task.time_entry (tenant_id, ticket_id, id desc);
create index time_entry_day on task.time_entry (tenant_id, desk_id, day, id);
call platform.protect('task.time_entry');

-- What was spent on a ticket in all, kept with its entries, so that lists can show and sort by it.
create table task.ticket_time (
    tenant_id integer not null,
    ticket_id uuid    not null,
    minutes   bigint  not null default 0 check (minutes >= 0),
    billable  bigint  not null default 0 check (billable >= 0),
    primary key (tenant_id, ticket_id),
    foreign key (tenant_id, ticket_id) references ticket.ticket
);
call platform.protect('task.ticket_time');

-- The clock that runs for a person: one at most, as the key says.
create table task.timer (
    tenant_id integer     not null,
    person_id uuid        not null,
    ticket_id uuid        not null,
    started   timestamptz not null,
    primary key (tenant_id, person_id),
    foreign key (tenant_id, person_id) references identity.person,
    foreign key (tenant_id, ticket_id) references ticket.ticket
);
call platform.protect('task.timer');
