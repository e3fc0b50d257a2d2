-- One row for each count of the council's own that is shown: what the next edition must reckon with.
with figure as (
  select p.indicator, p.period, p.area_level, p.area, p.status, p.numerator, p.denominator, n.disclosure as numerator_disclosure,
    d.disclosure as denominator_disclosure
  from indicator_series as p
  join indicator as i on i.indicator = p.indicator and i.disclosure = 'own'
  join measure as n on n.source = i.numerator_source and n.measure = i.numerator_measure
  left join measure as d on d.source = i.denominator_source and d.measure = i.denominator_measure
)
select indicator as subject, cast(null as varchar) as item, period, area_level, area, 'numerator' as number, numerator as value, status
from figure
where numerator_disclosure = 'own' and numerator is not null
union all
select indicator, null, period, area_level, area, 'denominator', denominator, status
from figure
where denominator_disclosure = 'own' and denominator is not null
union all
select subject, item, period, area_level, area, number, value, status
from shown_count
where not is_rest and value is not null
