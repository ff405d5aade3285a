-- One address, one account: the SMTP listener knows mails by their address alone, so two organisations cannot share one.
-- This is the one key that does not begin with the tenant, since it has to hold between tenants.
alter table channel.mail_account no force row level security;
update channel.mail_account a set enabled = false
 where enabled and exists (select 1 from channel.mail_account b
                            where b.enabled and lower(b.address) = lower(a.address)
                              and (b.tenant_id, b.id) < (a.tenant_id, a.id));
alter table channel.mail_account force row level security;
create unique index mail_account_address_once on channel.mail_account (lower(address)) where enabled;
