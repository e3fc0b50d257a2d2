-- One row for each ward, zone and authority, each indicator, and each value it is compared with. By interval: lower or higher
-- where the whole interval lies below or above that value, at 95 % and at 99.8 %. By funnel: the other way round, where the
-- ward lies outside the limits about the wards' average.
with held as (
  select m.area_level, m.area, m.area_name, m.indicator, m.direction, m.value, b.benchmark,
    'interval' as method, b.benchmark_name, b.value as benchmark_value,
    case when m.lower95_0cl is null or m.upper95_0cl is null or b.value is null then 'not_compared'
      when m.upper95_0cl < b.value then 'lower'
      when m.lower95_0cl > b.value then 'higher'
      else 'similar' end as outcome95,
    case when m.lower99_8cl is null or m.upper99_8cl is null or b.value is null then 'not_compared'
      when m.upper99_8cl < b.value then 'lower'
      when m.lower99_8cl > b.value then 'higher'
      else 'similar' end as outcome99_8
  from mart_indicator as m
  join assessed as a on a.area_level = m.area_level and a.area = m.area
  join mart_benchmark as b on b.indicator = m.indicator and (b.authority is null or b.authority = a.authority)
  where m.area_level <> 'country' and b.benchmark <> 'wards' and not (m.area_level = 'authority' and b.benchmark = 'authority')
  union all
  select m.area_level, m.area, m.area_name, m.indicator, m.direction, m.value, b.benchmark, 'funnel',
    b.benchmark_name, b.value, f.outcome95, f.outcome99_8
  from funnel as f
  join mart_indicator as m on m.area_level = 'ward' and m.area = f.area and m.indicator = f.indicator
  join mart_benchmark as b on b.benchmark = 'wards' and b.indicator = f.indicator
)
select area_level, area, area_name, indicator, benchmark, method, benchmark_name, value, benchmark_value,
  outcome95, outcome99_8,
  case when outcome95 in ('similar', 'not_compared') or direction = 'none' then outcome95
    when outcome95 = direction then 'worse' else 'better' end as judgement95,
  case when outcome99_8 in ('similar', 'not_compared') or direction = 'none' then outcome99_8
    when outcome99_8 = direction then 'worse' else 'better' end as judgement99_8
from held
