"""Texts of the card form in every language of the shop; errors by Stripe's codes."""

from typing import Final

RIGHT_TO_LEFT: Final = frozenset({"ar"})
KEYS: Final = (
    "title", "test_mode", "test_hint", "number", "expiry", "cvc", "required", "incomplete_number",
    "invalid_number", "incomplete_expiry", "invalid_expiry", "incomplete_cvc", "card_declined",
    "insufficient_funds", "expired_card", "incorrect_cvc", "processing_error", "authentication",
    "choose", "new_card", "save_card",
)  # fmt: skip

_ENGLISH = """
Card details
TEST MODE
No money moves. Use a test card such as 4242 4242 4242 4242.
Card number
Expiry date (MM / YY)
Security code (CVC)
Fill in this field.
Your card number is incomplete.
Your card number is invalid.
Your card's expiry date is incomplete.
Your card's expiry date is in the past.
Your card's security code is incomplete.
Your card was declined.
Your card has insufficient funds.
Your card has expired.
Your card's security code is incorrect.
An error occurred while processing your card. Try again in a little bit.
We could not authenticate your payment. Choose another payment method and try again.
Pay with
A new card
Save this card for later payments
"""
_FRENCH = """
Coordonnées de la carte
MODE TEST
Aucun paiement réel. Utilisez une carte de test comme 4242 4242 4242 4242.
Numéro de carte
Date d'expiration (MM / AA)
Code de sécurité (CVC)
Remplissez ce champ.
Le numéro de votre carte est incomplet.
Le numéro de votre carte n'est pas valide.
La date d'expiration de votre carte est incomplète.
La date d'expiration de votre carte est passée.
Le code de sécurité de votre carte est incomplet.
Votre carte a été refusée.
Le solde de votre carte est insuffisant.
Votre carte a expiré.
Le code de sécurité de votre carte est incorrect.
Une erreur est survenue lors du traitement de votre carte. Réessayez dans un instant.
Nous n'avons pas pu authentifier votre paiement. Choisissez un autre moyen de paiement.
Payer avec
Une nouvelle carte
Enregistrer cette carte pour de prochains paiements
"""
_GERMAN = """
Kartendaten
TESTMODUS
Es fließt kein Geld. Verwenden Sie eine Testkarte wie 4242 4242 4242 4242.
Kartennummer
Gültig bis (MM / JJ)
Prüfziffer (CVC)
Füllen Sie dieses Feld aus.
Die Kartennummer ist unvollständig.
Die Kartennummer ist ungültig.
Das Ablaufdatum der Karte ist unvollständig.
Das Ablaufdatum der Karte liegt in der Vergangenheit.
Die Prüfziffer der Karte ist unvollständig.
Ihre Karte wurde abgelehnt.
Ihre Karte ist nicht ausreichend gedeckt.
Ihre Karte ist abgelaufen.
Die Prüfziffer der Karte ist falsch.
Beim Verarbeiten der Karte ist ein Fehler aufgetreten. Versuchen Sie es gleich noch einmal.
Die Zahlung konnte nicht bestätigt werden. Wählen Sie eine andere Zahlungsmethode.
Bezahlen mit
Neue Karte
Diese Karte für spätere Zahlungen speichern
"""
_ITALIAN = """
Dati della carta
MODALITÀ DI TEST
Nessun pagamento reale. Usa una carta di prova come 4242 4242 4242 4242.
Numero della carta
Scadenza (MM / AA)
Codice di sicurezza (CVC)
Compila questo campo.
Il numero della carta è incompleto.
Il numero della carta non è valido.
La data di scadenza della carta è incompleta.
La data di scadenza della carta è passata.
Il codice di sicurezza della carta è incompleto.
La carta è stata rifiutata.
I fondi della carta non sono sufficienti.
La carta è scaduta.
Il codice di sicurezza della carta non è corretto.
Si è verificato un errore durante l'elaborazione della carta. Riprova tra poco.
Non è stato possibile autenticare il pagamento. Scegli un altro metodo di pagamento.
Paga con
Una nuova carta
Salva questa carta per i prossimi pagamenti
"""
_SPANISH = """
Datos de la tarjeta
MODO DE PRUEBA
No se mueve dinero. Utiliza una tarjeta de prueba como 4242 4242 4242 4242.
Número de tarjeta
Fecha de caducidad (MM / AA)
Código de seguridad (CVC)
Rellena este campo.
El número de tu tarjeta está incompleto.
El número de tu tarjeta no es válido.
La fecha de caducidad de tu tarjeta está incompleta.
La fecha de caducidad de tu tarjeta ha pasado.
El código de seguridad de tu tarjeta está incompleto.
Tu tarjeta ha sido rechazada.
Tu tarjeta no tiene fondos suficientes.
Tu tarjeta ha caducado.
El código de seguridad de tu tarjeta no es correcto.
Se ha producido un error al procesar tu tarjeta. Inténtalo de nuevo en un momento.
No hemos podido autenticar tu pago. Elige otro método de pago e inténtalo de nuevo.
Pagar con
Una tarjeta nueva
Guardar esta tarjeta para próximos pagos
"""
_PORTUGUESE = """
Dados do cartão
MODO DE TESTE
Nenhum dinheiro é movimentado. Use um cartão de teste como 4242 4242 4242 4242.
Número do cartão
Validade (MM / AA)
Código de segurança (CVC)
Preencha este campo.
O número do cartão está incompleto.
O número do cartão é inválido.
A data de validade do cartão está incompleta.
A data de validade do cartão já passou.
O código de segurança do cartão está incompleto.
O seu cartão foi recusado.
O seu cartão não tem saldo suficiente.
O seu cartão expirou.
O código de segurança do cartão está incorreto.
Ocorreu um erro ao processar o cartão. Tente novamente dentro de momentos.
Não foi possível autenticar o pagamento. Escolha outro método de pagamento.
Pagar com
Um novo cartão
Guardar este cartão para próximos pagamentos
"""
_JAPANESE = """
カード情報
テストモード
実際の支払いは発生しません。4242 4242 4242 4242 などのテストカードをご利用ください。
カード番号
有効期限（月 / 年）
セキュリティコード（CVC）
この項目を入力してください。
カード番号が不完全です。
カード番号が無効です。
カードの有効期限が不完全です。
カードの有効期限が過ぎています。
カードのセキュリティコードが不完全です。
カードが拒否されました。
カードの残高が不足しています。
カードの有効期限が切れています。
カードのセキュリティコードが正しくありません。
カードの処理中にエラーが発生しました。しばらくしてからもう一度お試しください。
お支払いを認証できませんでした。別のお支払い方法を選んでもう一度お試しください。
お支払い方法
新しいカード
今後のお支払いのためにこのカードを保存する
"""
_ARABIC = """
بيانات البطاقة
وضع الاختبار
لا يتم تحويل أي أموال. استخدم بطاقة اختبار مثل 4242 4242 4242 4242.
رقم البطاقة
تاريخ الانتهاء (شهر / سنة)
رمز الأمان (CVC)
املأ هذا الحقل.
رقم بطاقتك غير مكتمل.
رقم بطاقتك غير صالح.
تاريخ انتهاء بطاقتك غير مكتمل.
تاريخ انتهاء بطاقتك قد مضى.
رمز أمان بطاقتك غير مكتمل.
تم رفض بطاقتك.
لا يوجد رصيد كافٍ في بطاقتك.
انتهت صلاحية بطاقتك.
رمز أمان بطاقتك غير صحيح.
حدث خطأ أثناء معالجة بطاقتك. حاول مرة أخرى بعد قليل.
تعذّر التحقق من عملية الدفع. اختر طريقة دفع أخرى وحاول مرة أخرى.
الدفع باستخدام
بطاقة جديدة
احفظ هذه البطاقة للمدفوعات القادمة
"""


def _labels(text: str) -> dict[str, str]:
    """Return the texts of one language by key; a missing line is an error at start."""
    return dict(zip(KEYS, text.strip().splitlines(), strict=True))


LABELS: Final = {
    "en": _labels(_ENGLISH),
    "fr": _labels(_FRENCH),
    "de": _labels(_GERMAN),
    "it": _labels(_ITALIAN),
    "es": _labels(_SPANISH),
    "pt": _labels(_PORTUGUESE),
    "ja": _labels(_JAPANESE),
    "ar": _labels(_ARABIC),
}


def labels_for(locale: str) -> tuple[str, dict[str, str]]:
    """Return the language for a locale such as `pt-BR`, and its texts."""
    language = locale.lower().replace("_", "-").partition("-")[0]
    known = language if language in LABELS else "en"
    return known, LABELS[known]
