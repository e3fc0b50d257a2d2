-- The floor of `npm run bench:england`: what an analyst would write by hand for the same answer. It reads the same
-- bytes, brings them to wards, computes the same values with limits and the same index, and writes one Parquet file.
-- It checks nothing, remembers nothing and explains nothing. The variables `mirror` and `out` are set before it runs.
create table lookup as
select lsoa, ward, wardname, lad
from read_csv(getvariable('mirror') || '/ons_lsoa21_ward25/2025.csv.gz', header = false, skip = 1, auto_detect = false,
  columns = {'lsoa': 'VARCHAR', 'p22': 'VARCHAR', 'p22n': 'VARCHAR', 'p24': 'VARCHAR', 'p24n': 'VARCHAR', 'ward': 'VARCHAR', 'wardname': 'VARCHAR', 'lad': 'VARCHAR', 'ladname': 'VARCHAR'});
create table iod as
select c0 as lsoa, c7 as income, c10 as employment, c13 as education, c16 as health, c19 as crime, c4 as imd
from read_csv(getvariable('mirror') || '/mhclg_iod2025/2025.csv.gz', header = false, skip = 1, auto_detect = false, delim = ',', quote = '"', escape = '"',
  columns = {'c0': 'VARCHAR', 'c1': 'VARCHAR', 'c2': 'VARCHAR', 'c3': 'VARCHAR', 'c4': 'DOUBLE', 'c5': 'VARCHAR', 'c6': 'VARCHAR', 'c7': 'DOUBLE', 'c8': 'VARCHAR', 'c9': 'VARCHAR',
    'c10': 'DOUBLE', 'c11': 'VARCHAR', 'c12': 'VARCHAR', 'c13': 'DOUBLE', 'c14': 'VARCHAR', 'c15': 'VARCHAR', 'c16': 'DOUBLE', 'c17': 'VARCHAR', 'c18': 'VARCHAR', 'c19': 'DOUBLE',
    'c20': 'VARCHAR', 'c21': 'VARCHAR', 'c22': 'VARCHAR', 'c23': 'VARCHAR', 'c24': 'VARCHAR', 'c25': 'VARCHAR', 'c26': 'VARCHAR', 'c27': 'VARCHAR', 'c28': 'VARCHAR', 'c29': 'VARCHAR',
    'c30': 'VARCHAR', 'c31': 'VARCHAR', 'c32': 'VARCHAR', 'c33': 'VARCHAR', 'c34': 'VARCHAR', 'c35': 'VARCHAR', 'c36': 'VARCHAR', 'c37': 'VARCHAR', 'c38': 'VARCHAR', 'c39': 'VARCHAR',
    'c40': 'VARCHAR', 'c41': 'VARCHAR', 'c42': 'VARCHAR', 'c43': 'VARCHAR', 'c44': 'VARCHAR', 'c45': 'VARCHAR', 'c46': 'VARCHAR', 'c47': 'VARCHAR', 'c48': 'VARCHAR', 'c49': 'VARCHAR',
    'c50': 'VARCHAR', 'c51': 'VARCHAR', 'c52': 'VARCHAR', 'c53': 'VARCHAR', 'c54': 'VARCHAR', 'c55': 'VARCHAR'});
create table age as
select lsoa, sum(n) as residents, sum(n) filter (where g = 'Aged 15 years and under') as under16,
  sum(n) filter (where g not in ('Aged 15 years and under', 'Aged 65 years and over')) as working
from read_csv(getvariable('mirror') || '/ons_census_age/2021.csv.gz', header = false, skip = 1, auto_detect = false,
  columns = {'lsoa': 'VARCHAR', 'name': 'VARCHAR', 'g': 'VARCHAR', 'n': 'DOUBLE'})
group by lsoa;
create table deprivation as
select lsoa, sum(n) as homes, sum(n) filter (where g like '% two %' or g like '% three %' or g like '% four %') as deprived
from read_csv(getvariable('mirror') || '/ons_census_deprivation/2021.csv.gz', header = false, skip = 1, auto_detect = false,
  columns = {'lsoa': 'VARCHAR', 't': 'VARCHAR', 'g': 'VARCHAR', 'n': 'DOUBLE', 'p': 'VARCHAR'})
group by lsoa;
create table overcrowding as
select lsoa, sum(n) as homes, sum(n) filter (where g like '-%') as overcrowded
from read_csv(getvariable('mirror') || '/ons_census_overcrowding/2021.csv.gz', header = false, skip = 1, auto_detect = false,
  columns = {'lsoa': 'VARCHAR', 't': 'VARCHAR', 'g': 'VARCHAR', 'n': 'DOUBLE', 'p': 'VARCHAR'})
group by lsoa;
create table tenure as
select lsoa, sum(n) as homes, sum(n) filter (where g like 'Social%') as social, sum(n) filter (where g like 'Private%' or g like 'Lives%') as private
from read_csv(getvariable('mirror') || '/ons_census_tenure/2021.csv.gz', header = false, skip = 1, auto_detect = false,
  columns = {'lsoa': 'VARCHAR', 't': 'VARCHAR', 'g': 'VARCHAR', 'n': 'DOUBLE', 'p': 'VARCHAR'})
group by lsoa;
create table disability as
select lsoa, sum(n) as residents, sum(n) filter (where g like 'Disabled%') as disabled
from read_csv(getvariable('mirror') || '/ons_census_disability/2021.csv.gz', header = false, skip = 1, auto_detect = false,
  columns = {'lsoa': 'VARCHAR', 'g': 'VARCHAR', 'n': 'DOUBLE', 't': 'VARCHAR', 'p': 'VARCHAR'})
group by lsoa;
create table ethnicity as
select lsoa, sum(n) as residents, sum(n) filter (where g <> 'White') as minority
from read_csv(getvariable('mirror') || '/ons_census_ethnicity/2021.csv.gz', header = false, skip = 1, auto_detect = false, delim = ',', quote = '"', escape = '"',
  columns = {'lsoa': 'VARCHAR', 't': 'VARCHAR', 'g': 'VARCHAR', 'n': 'DOUBLE', 'p': 'VARCHAR'})
group by lsoa;
create table small as
select l.ward, l.lad, i.*, a.residents, a.under16, a.working, d.homes as d_homes, d.deprived, o.homes as o_homes, o.overcrowded,
  t.homes as t_homes, t.social, t.private, s.residents as s_residents, s.disabled, e.residents as e_residents, e.minority
from lookup as l
join iod as i using (lsoa)
join age as a using (lsoa)
join deprivation as d using (lsoa)
join overcrowding as o using (lsoa)
join tenure as t using (lsoa)
join disability as s using (lsoa)
join ethnicity as e using (lsoa);
create table sums as
select case grouping(ward, lad) when 0 then 'ward' when 2 then 'authority' else 'country' end as area_level,
  coalesce(ward, lad, 'E92000001') as area,
  sum(disabled) as x0, sum(s_residents) as n0, sum(income * residents) as x1, sum(residents) as n1,
  sum(employment * working) as x2, sum(working) as n2, sum(deprived) as x3, sum(d_homes) as n3,
  sum(overcrowded) as x4, sum(o_homes) as n4, sum(under16) as x5, sum(residents) as n5,
  sum(minority) as x6, sum(e_residents) as n6, sum(social) as x7, sum(t_homes) as n7, sum(private) as x8, sum(t_homes) as n8,
  sum(health * residents) / sum(residents) as health, sum(crime * residents) / sum(residents) as crime,
  sum(education * residents) / sum(residents) as education, sum(imd * residents) / sum(residents) as imd
from small
group by grouping sets ((ward, lad), (lad), ());
create macro wilson(x, n, z, side) as 100 * (2 * x + z * z + side * z * sqrt(z * z + 4 * x * (1 - x / n))) / (2 * (n + z * z));
create table long as
select area_level, area, indicator, x, n, 100 * x / n as value,
  wilson(x, n, 1.959963984540054, -1) as lower95_0cl, wilson(x, n, 1.959963984540054, 1) as upper95_0cl,
  wilson(x, n, 3.090232306167813, -1) as lower99_8cl, wilson(x, n, 3.090232306167813, 1) as upper99_8cl
from (
  select area_level, area, unnest(['disabled', 'income', 'employment', 'deprived', 'overcrowded', 'under16', 'minority', 'social', 'private']) as indicator,
    unnest([x0, x1, x2, x3, x4, x5, x6, x7, x8]) as x, unnest([n0, n1, n2, n3, n4, n5, n6, n7, n8]) as n
  from sums
)
union all
select area_level, area, unnest(['health', 'crime', 'education', 'imd']), null, null, unnest([health, crime, education, imd]), null, null, null, null
from sums;
create table scored as
select l.*, c.value as country,
  case when l.lower95_0cl > c.value then 'higher' when l.upper95_0cl < c.value then 'lower' else 'similar' end as comparison,
  case when l.area_level = 'ward' then (l.value - avg(l.value) over w) / stddev_samp(l.value) over w end as z
from long as l
join (select indicator, value from long where area_level = 'country') as c using (indicator)
window w as (partition by l.indicator, l.area_level);
create table need as
select area, (parent + economic + child) / 3 as score, rank() over (order by (parent + economic + child) desc) as rank
from (
  select area, avg(z) filter (where indicator in ('disabled', 'health')) as parent,
    avg(z) filter (where indicator in ('income', 'employment', 'deprived', 'overcrowded', 'crime')) as economic,
    avg(z) filter (where indicator = 'education') as child
  from scored where area_level = 'ward' group by area
);
