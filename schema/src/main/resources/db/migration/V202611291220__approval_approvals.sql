create schema approval;
grant usage on schema approval to ${app};

-- A decision that is waited for. What was asked for (the plan) and what is decided about (the snapshot) stay as they were.
create table approval.approval (
    tenant_id     integer     not null,
    id            uuid        not null,
    ticket_id     uuid        not null,
    desk_id       uuid        not null,
    title         text        not null check (length(title) between 1 and 250),
    reason        text        not null default '' check (length(reason) <= 4000),
    state         text        not null check (state in ('pending', 'approved', 'rejected', 'withdrawn', 'expired', 'superseded')),
    step          integer     not null check (step >= 0),
    plan          jsonb       not null,
    snapshot      jsonb       not null,
    requested_by  uuid,
    requested     timestamptz not null,
    settled       timestamptz,
    -- Why it ended, where nobody decided.
    ending        text check (length(ending) <= 4000),
    expires       timestamptz,
    next_reminder timestamptz,
    replaces      uuid,
    version       integer     not null default 1,
    primary key (tenant_id, id),
    foreign key (tenant_id, ticket_id) references ticket.ticket,
    foreign key (tenant_id, desk_id) references identity.desk,
    foreign key (tenant_id, requested_by) references identity.person,
    check ((state = 'pending') = (settled is null))
);
create index approval_ticket on approval.approval (tenant_id, ticket_id, id desc);
create index approval_expires on approval.approval (tenant_id, expires) where state = 'pending' and expires is not null;
create index approval_reminder on approval.approval (tenant_id, next_reminder)
    where state = 'pending' and next_reminder is not null;
create index approval_asker on approval.approval (tenant_id, requested_by, id desc);
call platform.protect('approval.approval');

-- Whose vote counts at which step, and what it was. Rows are filled once and stay.
create table approval.seat (
    tenant_id   integer not null,
    approval_id uuid    not null,
    step        integer not null check (step >= 0),
    person_id   uuid    not null,
    -- As what they were asked: a person, a team's name, a role, the requester's manager.
    source      text    not null check (length(source) between 1 and 200),
    decision    text check (decision in ('approved', 'rejected')),
    decided_by  uuid,
    decided     timestamptz,
    comment     text    not null default '' check (length(comment) <= 4000),
    via         text check (via in ('app', 'mail')),
    primary key (tenant_id, approval_id, step, person_id),
    foreign key (tenant_id, approval_id) references approval.approval,
    foreign key (tenant_id, person_id) references identity.person,
    foreign key (tenant_id, decided_by) references identity.person,
    check ((decision is null) = (decided_by is null) and (decision is null) = (decided is null))
);
create index seat_person on approval.seat (tenant_id, person_id, approval_id);
create index seat_decider on approval.seat (tenant_id, decided_by, approval_id) where decided_by is not null;
call platform.protect('approval.seat', 'select, insert, update');

-- Who decides instead of somebody, from a day to a day.
create table approval.delegation (
    tenant_id   integer     not null,
    id          uuid        not null,
    person_id   uuid        not null,
    delegate_id uuid        not null,
    first       date        not null,
    last        date        not null,
    created     timestamptz not null,
    primary key (tenant_id, id),
    foreign key (tenant_id, person_id) references identity.person,
    foreign key (tenant_id, delegate_id) references identity.person,
    check (last >= first),
    check (person_id <> delegate_id)
);
create index delegation_person on approval.delegation (tenant_id, person_id, last);
create index delegation_delegate on approval.delegation (tenant_id, delegate_id, last);
call platform.protect('approval.delegation');
