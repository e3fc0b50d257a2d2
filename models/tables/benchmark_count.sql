-- One row for each group that an authority is compared with, and each published indicator: Σx and Σn over its members,
-- missing where a member has no figure. Counts of the council's own files are compared with no group: what several
-- authorities have together could give a ward away.
select row_number() over (order by i.position, m.benchmark, m.authority) as pooled, i.indicator, i.position, m.benchmark, m.authority,
  min(m.benchmark_area) as benchmark_area, min(m.benchmark_name) as benchmark_name, count(*) as members,
  case when count(c.numerator) = count(*) and count(c.denominator) = count(*)
    then cast(sum(cast(c.numerator as decimal(30, 6))) as double) end as numerator,
  case when count(c.numerator) = count(*) and count(c.denominator) = count(*)
    then cast(sum(cast(c.denominator as decimal(30, 6))) as double) end as denominator
from benchmark_member as m
cross join indicator as i
left join indicator_count as c on c.indicator = i.indicator and c.latest and c.area_level = 'authority' and c.area = m.member
where i.disclosure = 'published'
group by i.indicator, i.position, m.benchmark, m.authority
