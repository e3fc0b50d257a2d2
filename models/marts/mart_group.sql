-- One row for each programme of a level of help, and each authority or all of them together: suitable referrals of twelve
-- months, after disclosure control, whether they are enough for a group, and how far it is to where it is run.
with shown as (
  select period, level, programme, authority, suitable, case when suitable is null then 'withheld' else status end as status
  from referral_protected
  where of_period = 0 and of_flow = 0 and service_id is null and coalesce(programme, '') <> 'not_said' and level <> 'not_said'
    and coalesce(authority, '') <> 'not_said'
  union all
  select period, level, null, null, suitable, case when suitable is null then 'withheld' else status end
  from referral_protected
  where of_flow = 1 and referrer is null and level <> 'not_said' and service_id is null
    and (select count(*) from assessed where area_level = 'authority') > 1
),
hidden as (
  select item, max(case when rule = 'small_count' then 1 else 0 end) as small from withheld where subject = 'referral' group by item
),
alone as (
  -- Judged by what is shown: of a number that is withheld no more is said than the log says, that it is small.
  select r.level, coalesce(r.programme, '') as programme, count(*) as authorities,
    sum(case when r.suitable >= s.least_group then 1 else 0 end) as reaching, sum(case when r.suitable is null then 1 else 0 end) as withheld,
    sum(case when r.suitable is null and (h.small = 0 or s.suppress_below > s.least_group) then 1 else 0 end) as open
  from shown as r
  cross join setting as s
  left join hidden as h on h.item = concat_ws(', ', r.level, r.programme, r.authority)
  where r.authority is not null
  group by r.level, coalesce(r.programme, '')
)
select r.period, r.level, l.position, l.title as level_title, r.programme, r.authority, a.name as authority_name, r.suitable as referrals,
  s.least_group,
  case when r.suitable is null then 'unknown' when r.suitable < s.least_group then 'too_few'
    when r.authority is null and n.reaching = 0 then case when n.open > 0 then 'together' else 'joint' end
    else 'enough' end as verdict,
  case when r.authority is null then n.withheld end as authorities_withheld,
  t.service_id, v.organisation as run_by, t.km, t.km_most, t.middle, r.status
from shown as r
join pathway_level as l on l.level = r.level
join alone as n on n.level = r.level and n.programme = coalesce(r.programme, '')
cross join setting as s
left join assessed as a on a.area_level = 'authority' and a.area = r.authority
left join group_travel as t
  on t.level = r.level and t.programme = r.programme and t.authority = coalesce(r.authority, '')
left join local_services as v on v.service_id = t.service_id
