-- A rule may give tickets to whoever is on call; the schedule is of a room above, so there is no foreign key.
alter table assignment.rule add column schedule_id uuid;
alter table assignment.rule drop constraint rule_strategy_check;
alter table assignment.rule add constraint rule_strategy_check
    check (strategy in ('none', 'round_robin', 'least_loaded', 'by_skill', 'on_call'));
