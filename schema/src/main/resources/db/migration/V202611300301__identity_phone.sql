-- Where somebody gets text messages: E.164, such as +4366012345678.
alter table identity.person add column phone text check (phone ~ '^\+[1-9][0-9]{6,14}$');
