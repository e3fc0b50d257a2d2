-- One row for each name in the council's own files about help that leads nowhere: services nobody has listed, indicators
-- nobody knows, stages without an order. A name has no capital and no space in it; what has is words.
with stray as (
  select count(distinct service_id) as n, min(service_id) as example
  from referral_protected
  where level = 'not_said' and service_id <> 'not_said'
)
select 'Referrals by service' as item,
  'Referrals name services that are not in the list of services: ' || cast(n as varchar) || ', the first of them ' || example
    || '.' as what,
  'Not shown. They are counted at no level of help.' as effect,
  'Give each service the same short name in the files under local: services and local: referrals.' as mend
from stray
where n > 0
union all
select 'Theory of change: ' || indicator,
  'No indicator or measure of this assessment has this name.',
  'Not shown. What is meant to change stands without a figure.',
  'Give a name that `wardwise list indicators` knows and this assessment has, or say it in words.'
from theory_statement
where indicator is not null and strpos(trim(indicator), ' ') = 0
  and indicator = lower(indicator)
  and trim(indicator) not in (select indicator from theory_figure)
group by indicator
union all
select 'Planning tool',
  'Stages without a number in them: ' || cast(count(*) as varchar) || ', the first of them “' || min(stage) || '”.',
  'Not shown. Elements whose stages have no order cannot be drawn.',
  'Begin each stage with its number, as in “2 developing”, in the file named under local: planning_tool.'
from local_planning_tool
where regexp_extract(stage, '[0-9]') = ''
having count(*) > 0
