-- Categories are edited while tickets have them: one that is no longer offered stays where it was used.
alter table ticket.category add column active boolean not null default true;
alter table ticket.category add column version integer not null default 1;
create index ticket_category on ticket.ticket (tenant_id, category_id) where category_id is not null;
