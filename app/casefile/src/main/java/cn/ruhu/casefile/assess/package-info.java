/// The means test whole (DOMAIN §5): deductions, support from outside the household, property,
/// every scheme from one visit, amounts, what follows from a change, and each step with its clause.
@NullMarked
package cn.ruhu.casefile.assess;

import org.jspecify.annotations.NullMarked;
