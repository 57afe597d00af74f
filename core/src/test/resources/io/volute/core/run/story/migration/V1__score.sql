create table deployment.score (
  result uuid not null,
  strike text not null,
  score bigint not null,
  primary key (result, strike)
);
