-- A ticket that became part of another, with what is needed to take that back.
create table ticket.merged (
    tenant_id integer     not null,
    ticket_id uuid        not null,
    into_id   uuid        not null,
    link_id   uuid,
    status    text        not null,
    watchers  uuid[]      not null default '{}',
    at        timestamptz not null,
    primary key (tenant_id, ticket_id),
    foreign key (tenant_id, ticket_id) references ticket.ticket,
    foreign key (tenant_id, into_id) references ticket.ticket,
    check (ticket_id <> into_id)
);
create index merged_into on ticket.merged (tenant_id, into_id);
call platform.protect('ticket.merged');

-- Out of a person's lists until a time, or, without one, until the requester answers.
create table ticket.snooze (
    tenant_id integer     not null,
    person_id uuid        not null,
    ticket_id uuid        not null,
    until     timestamptz,
    primary key (tenant_id, person_id, ticket_id),
    foreign key (tenant_id, ticket_id) references ticket.ticket,
    foreign key (tenant_id, person_id) references identity.person
);
create index snooze_ticket on ticket.snooze (tenant_id, ticket_id);
create index snooze_until on ticket.snooze (tenant_id, until) where until is not null;
call platform.protect('ticket.snooze');

-- A person who wants no mail about a ticket.
create table ticket.mute (
    tenant_id integer not null,
    ticket_id uuid    not null,
    person_id uuid    not null,
    primary key (tenant_id, ticket_id, person_id),
    foreign key (tenant_id, ticket_id) references ticket.ticket,
    foreign key (tenant_id, person_id) references identity.person
);
call platform.protect('ticket.mute');
