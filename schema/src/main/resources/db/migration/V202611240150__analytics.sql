-- What the roll-ups last counted of each ticket, so that a change takes the old figure out and puts the new one in.
create table analytics.ticket_fact (
    tenant_id     integer not null,
    ticket_id     uuid    not null,
    desk_id       uuid    not null,
    type_id       uuid    not null,
    created_day   date    not null,
    resolved_day  date,
    minutes       bigint,
    first_contact boolean not null,
    reopened      boolean not null,
    rated_day     date,
    rating        smallint,
    primary key (tenant_id, ticket_id)
);
call platform.protect('analytics.ticket_fact');

create table analytics.daily (
    tenant_id     integer not null,
    day           date    not null,
    desk_id       uuid    not null,
    type_id       uuid    not null,
    created       bigint  not null default 0,
    resolved      bigint  not null default 0,
    minutes       bigint  not null default 0,
    first_contact bigint  not null default 0,
    reopened      bigint  not null default 0,
    rating_1      bigint  not null default 0,
    rating_2      bigint  not null default 0,
    rating_3      bigint  not null default 0,
    rating_4      bigint  not null default 0,
    rating_5      bigint  not null default 0,
    primary key (tenant_id, day, desk_id, type_id)
);
call platform.protect('analytics.daily');

-- Resolution times by day in buckets of equal ratio, for percentiles over any range.
create table analytics.resolution (
    tenant_id integer not null,
    day       date    not null,
    desk_id   uuid    not null,
    type_id   uuid    not null,
    bucket    integer not null,
    count     bigint  not null,
    primary key (tenant_id, day, desk_id, type_id, bucket)
);
call platform.protect('analytics.resolution');
