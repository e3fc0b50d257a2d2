-- One row for each group of people and each two groups: how many are in it, or in both.
select p.cohort, coalesce(p.also_in, '') as also_in, p.people,
  case when p.people <= a.people then 100 * p.people / nullif(a.people, 0) end as share_of_cohort,
  case when p.people <= b.people then 100 * p.people / nullif(b.people, 0) end as share_of_also_in,
  case when p.people > a.people or p.people > b.people then 'does_not_add_up' else p.status end as status
from cohort_protected as p
left join cohort_protected as a on a.cohort = p.cohort and a.also_in is null and p.also_in is not null
left join cohort_protected as b on b.cohort = p.also_in and b.also_in is null
