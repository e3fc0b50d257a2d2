-- One row for each way of referrals into the pathway: from a kind of referrer to a level, and what goes to each service, comes
-- from each referrer and reaches each level in all.
select case when p.referrer is not null and p.level is not null then 'referrer_to_level' when p.referrer is not null then 'referrer'
    when p.service_id is not null then 'service' when p.level is not null then 'level' else 'all' end as step,
  p.period, coalesce(p.referrer, 'all') as referrer, coalesce(p.level, 'all') as level,
  coalesce(p.service_id, 'all') as service_id, s.name as service_name, p.referrals,
  case when p.referrals is null then 'withheld' when p.status = 'rounded' then 'rounded' else 'measured' end as status
from referral_protected as p
left join local_services as s on s.service_id = p.service_id
where p.of_flow = 1
