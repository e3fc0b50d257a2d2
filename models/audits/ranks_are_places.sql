-- A rank that is no place: each must be one more than the number of wards with a higher score.
select v.ward, v.rank
from index_value as v
left join index_value as h on h.score > v.score
where v.rank is not null
group by v.ward, v.rank
having v.rank <> 1 + count(h.ward)
