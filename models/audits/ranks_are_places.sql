-- A rank that is no place: each must be one more than the number of wards with a higher score.
select ward, rank, place
from (select ward, rank, rank() over (order by score desc nulls last) as place from index_value) as placed
where rank is not null and rank <> place
