/// Leads of the street (线索): taken in, spoken with, handed on, answered, ended (policy §8, §12,
/// §16).
@NullMarked
package cn.ruhu.desktop.leads;

import org.jspecify.annotations.NullMarked;
