-- One row for each indicator and side of its quality: 1 robust, 2 some concerns, 3 significant concerns, and why. What is
-- a share of the areas is robust up to 5 in 100 and a significant concern from more than 20; the rules are in docs/QUALITY.md.
with coverage as (
  select indicator, cast(silent as double) / areas as gone,
    cast(areas - silent as varchar) || ' of ' || cast(areas as varchar) || case area_level when 'ward' then ' wards' else ' authorities' end as said
  from quality_fact
),
part as (
  select indicator, 'figures' as part, period, age, months, cadence from quality_fact
  union all
  select indicator, 'their whole', denominator_period, denominator_age, denominator_months, denominator_cadence from quality_fact
  where denominator_period is not null
),
aged as (
  select indicator, part, case when part = 'figures' then '' else 'divided by a count of ' || period || ': ' end as of_what, cadence,
    age,
    case
      when age is null then 2
      when age > 120 or age > months + 24 then 3
      when age > 60 or months is null or age > months + 12 then 2
      else 1 end as grade
  from part
),
timely as (
  select indicator, grade,
    case when age is null then 'its period does not say when it ends' else of_what || cast(round(age / 12.0, 1) as varchar)
      || ' years old; appears ' || cadence end as why,
    row_number() over (partition by indicator order by grade desc, part) as place
  from aged
),
complete as (
  select indicator, area_level, areas, withheld, filled, moved, cast(lost as double) / areas as gone,
    case when 2 * moved_far > areas then 3 when 2 * moved > areas then 2 else 1 end as grade
  from quality_fact
)
select indicator, 'coverage' as side, case when gone > 0.2 then 3 when gone > 0.05 then 2 else 1 end as grade,
  said || ' with a figure at its source' as why
from coverage
union all
select indicator, 'timeliness', grade, why from timely where place = 1
union all
select indicator, 'geography_fit',
  case
    when area_level = 'authority' then 1
    when cast(irregular + thin as double) / nullif(placed, 0) > 0.2 then 3
    when other_wards or cast(irregular + thin as double) / nullif(placed, 0) > 0.05
      or cast(shared as double) / nullif(placed, 0) > 0.05 or cast(bridged as double) / nullif(placed, 0) > 0.05 then 2
    else 1 end,
  case
    when area_level = 'authority' then 'published for the authority itself'
    when placed = 0 then 'brought to no ward'
    else case when other_wards then 'published for wards of another year'
      when bridged > 0 then 'by way of the areas that its small areas became'
      when shared > 0 then 'small areas shared out between wards by where people live'
      when fitted > 0 then 'small areas given whole to a ward (best fit)'
      else 'given for the wards themselves' end
      || case when irregular > 0 then '; ' || cast(irregular as varchar) || ' of ' || cast(placed as varchar) || ' wards rest on an irregular change' else '' end
      || case when thin > 0 then '; ' || cast(thin as varchar) || ' of ' || cast(placed as varchar) || ' wards rest on fewer than three' else '' end
    end
from quality_fact
union all
select indicator, 'completeness',
  case when gone > 0.2 or grade = 3 then 3 when gone > 0.05 or grade = 2 then 2 else 1 end,
  case when withheld + filled = 0 then 'nothing withheld or filled in'
    else concat_ws(', ', case when withheld > 0 then cast(withheld as varchar) || ' of ' || cast(areas as varchar) || ' withheld' end,
      case when filled > 0 then cast(filled as varchar) || ' of ' || cast(areas as varchar) || ' filled in for the index' end) end
    || case when moved > 0 then '; rounding or chance may move the count of ' || cast(moved as varchar) || ' of ' || cast(areas as varchar)
      || ' by more than 5%' else '' end
from complete
union all
select indicator, 'method',
  case when inherited or basis = 'modelled' then 3
    when basis = 'proxy' or sampled or kind = 'score' or cautions > 0 then 2 else 1 end,
  case when inherited then 'the figure of a larger area, copied to each area in it'
    when basis = 'modelled' then 'modelled by its publisher, not counted'
    when basis = 'proxy' then 'stands in for what is not published'
    when sampled then 'estimated from a sample'
    when kind = 'score' then 'a score or an average, not a count'
    when cautions > 0 then 'counted, and its source names a caution'
    else 'counted' end
from quality_fact
