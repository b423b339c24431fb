package cn.ruhu.casefile.compare;

/// Groups of facts, in the order of the declaration form.
public enum Topic {
  MEMBERS,
  INCOME,
  PROPERTY,
  HOUSING,
  EXPENSES,
  SUPPORTERS
}
