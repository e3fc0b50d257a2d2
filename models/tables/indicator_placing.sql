-- One row for each indicator and ward assessed: how its newest figures came there. `parts`: the fewest small areas, given
-- whole by best fit, that a part of the figure is added up from; null where there is none such.
with wanted as (
  select indicator, numerator_source as source, numerator_measure as measure from indicator
  union
  select indicator, denominator_source, denominator_measure from indicator where denominator_measure is not null
),
held as (
  select distinct o.source, o.measure, o.area_type, o.area
  from observation as o
  join latest_period as p on p.source = o.source and p.measure = o.measure and p.period = o.period
),
placed as (
  select w.indicator, w.source, w.measure, s.ward, bool_or(s.share < 1) as shared, bool_or(s.via is not null) as bridged,
    bool_or(s.irregular) as irregular, nullif(sum(case when s.method = 'best_fit' then 1 else 0 end), 0) as parts
  from wanted as w
  join held as h on h.source = w.source and h.measure = w.measure
  join share as s on s.from_type = h.area_type and s.area = h.area
  join assessed as a on a.area_level = 'ward' and a.area = s.ward
  group by w.indicator, w.source, w.measure, s.ward
)
select indicator, ward, bool_or(shared) as shared, bool_or(bridged) as bridged, bool_or(irregular) as irregular,
  min(parts) as parts
from placed
group by indicator, ward
