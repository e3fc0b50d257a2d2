-- One row for each group of people, and each two groups of which it is known how many are in both; also_in is null for all in
-- the first. Two groups are named in the order of the alphabet, whichever way a file has them. Before disclosure control.
select case when also_in is null or cohort < also_in then cohort else also_in end as cohort,
  case when also_in is null or cohort < also_in then also_in else cohort end as also_in, max(people) as people
from local_cohorts
where also_in is null or also_in <> cohort
group by 1, 2
