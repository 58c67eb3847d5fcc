/** The launcher's name in every language: it is on screen before anything may be fetched. */
export const NAMES: Readonly<Record<string, string>> = {
  en: "Open chat",
  de: "Chat öffnen",
  fr: "Ouvrir le chat",
  es: "Abrir el chat",
  pt: "Abrir chat",
  it: "Apri la chat",
  nl: "Chat openen",
  pl: "Otwórz czat",
  tr: "Sohbeti aç",
  ar: "افتح المحادثة",
  hi: "चैट खोलें",
  zh: "打开聊天",
  ja: "チャットを開く",
};
