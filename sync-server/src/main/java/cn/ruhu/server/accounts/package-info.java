/// People, machines, agencies, sign-in, and who may reach which scope.
@NullMarked
package cn.ruhu.server.accounts;

import org.jspecify.annotations.NullMarked;
