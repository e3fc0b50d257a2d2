-- One row for each ward assessed and domain of the index.
select v.ward, v.domain, d.title as domain_title, d.position, v.weight, v.score, v.contribution, v.rank
from domain_value as v
join domain as d on d.domain = v.domain
