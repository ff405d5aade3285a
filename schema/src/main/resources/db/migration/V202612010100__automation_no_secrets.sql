-- Secret headers stood readable in rules, their versions, what the journal says of them and what was before a file was applied. They belong
-- into connections, which are sealed: here they are taken out.
create function automation.without_secrets(j jsonb) returns jsonb language plpgsql immutable as $$
begin
    return case jsonb_typeof(j)
        when 'object' then (
            select coalesce(jsonb_object_agg(key, automation.without_secrets(value)), '{}')
            from jsonb_each(j) where key <> 'secretHeaders')
        when 'array' then (
            -- A difference between files says by its path what it is about.
            select coalesce(jsonb_agg(automation.without_secrets(value) order by place), '[]')
            from jsonb_array_elements(j) with ordinality as e (value, place)
            where coalesce(value ->> 'path', '') not like '%secretHeaders%')
        else j end;
end
$$;

alter table automation.rule no force row level security;
alter table automation.version no force row level security;
alter table blueprint.change no force row level security;
alter table journal.entry no force row level security;

update automation.rule set actions = automation.without_secrets(actions) where actions::text like '%"secretHeaders"%';
update journal.entry e set data = automation.without_secrets(e.data)
 where (e.tenant_id, e.subject_id) in (select v.tenant_id, v.rule_id from automation.version v)
   and e.subject_kind = 'rule' and e.data::text like '%"secretHeaders"%';
update automation.version set content = automation.without_secrets(content) where content::text like '%"secretHeaders"%';
-- In a file: the line and what stands deeper below it.
update blueprint.change
   set before = regexp_replace(before, '^( *)secretHeaders:.*\n(?:\1 +.*\n)*', '', 'gn'),
       differences = automation.without_secrets(differences)
 where before like '%secretHeaders%' or differences::text like '%secretHeaders%';

alter table automation.rule force row level security;
alter table automation.version force row level security;
alter table blueprint.change force row level security;
alter table journal.entry force row level security;
drop function automation.without_secrets;
