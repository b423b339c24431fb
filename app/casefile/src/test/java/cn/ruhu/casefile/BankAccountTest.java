package cn.ruhu.casefile;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BankAccountTest {
  @ParameterizedTest
  @CsvSource({
    "4111111111111111, ''",
    "4111 1111 1111 1111, ''",
    "４１１１1111-11111111, ''",
    "6222020200112233446, ''",
    "6222020200112233442, ACCOUNT_CHECK",
    "6222020200112233464, ACCOUNT_CHECK", // two digits swapped or one wrong
    "411111111111111, ACCOUNT_LENGTH",
    "41111111111111111111, ACCOUNT_LENGTH",
    "4111x11111111111, ACCOUNT_DIGITS",
  })
  void whatStandsOnACardIsRead(String typed, String problem) {
    assertEquals(problem, BankAccount.problem(typed).map(BankAccount.Problem::code).orElse(""));
  }
}
