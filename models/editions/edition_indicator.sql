-- One row for each indicator of this edition or the one before: its newest period in each, and whether they can be compared.
with now as (
  select l.indicator, l.title, l.period, l.statistic, l.unit, l.sources, l.geography from mart_indicator_list as l
  union all
  select c.indicator, c.title, max(c.period), c.statistic, c.unit, c.sources, c.geography from mart_context as c
  group by c.indicator, c.title, c.statistic, c.unit, c.sources, c.geography
),
before as (
  select l.indicator, l.title, l.period, l.statistic, l.unit, l.sources, l.geography from earlier_list as l
  union all
  select c.indicator, c.title, max(c.period), c.statistic, c.unit, c.sources, c.geography from earlier_context as c
  group by c.indicator, c.title, c.statistic, c.unit, c.sources, c.geography
)
select coalesce(n.indicator, b.indicator) as indicator, coalesce(n.title, b.title) as title,
  b.period as period_before, n.period,
  case when b.indicator is null then 'indicator_new'
    when n.indicator is null then 'indicator_gone'
    when n.statistic <> b.statistic or n.unit <> b.unit or n.sources <> b.sources or n.geography <> b.geography
      then 'made_otherwise'
    when i.disclosure = 'own' and (a.suppress_below <> e.suppress_below or a.protect_zeros <> e.protect_zeros
        or coalesce(a.round_to, 0) <> coalesce(e.round_to, 0))
      then 'protected_otherwise'
    else 'same' end as kind
from now as n
full outer join before as b on b.indicator = n.indicator
left join indicator as i on i.indicator = n.indicator
cross join mart_assessment as a
cross join earlier as e
