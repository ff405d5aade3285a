-- How the organisation's chat calls somebody, such as @ada.
alter table identity.person add column chat_name text check (chat_name ~ '^@[A-Za-z0-9][A-Za-z0-9._-]{0,63}$');
